import { userInfo } from 'node:os';
import type { Caller, Face } from '../../shared/contract/caller.ts';
import { type AreaRef, WHOLE_CITY } from '../../shared/domain/areas.ts';

function accountName(): string {
  try {
    return userInfo().username;
  } catch {
    // An account without an entry in the system's list, as in some containers.
    return `uid-${process.getuid?.() ?? 0}`;
  }
}

/**
 * Who stands behind a connection of this machine: the account that runs the application, with the face the host gave the connection, competent
 * for the area whose rows this station receives. Nobody stands behind a wall: its session names no account.
 */
export function localCaller(face: Face, competence: AreaRef = WHOLE_CITY): Caller {
  return { face, user: face === 'wall' ? '' : accountName(), role: 'operator', competence };
}
