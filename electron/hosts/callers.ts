import { userInfo } from 'node:os';
import type { Caller, Face } from '../../shared/contract/caller.ts';
import { WHOLE_CITY } from '../../shared/domain/areas.ts';

function accountName(): string {
  try {
    return userInfo().username;
  } catch {
    // An account without an entry in the system's list, as in some containers.
    return `uid-${process.getuid?.() ?? 0}`;
  }
}

/** Who stands behind a connection of this machine: the account that runs the application, with the face the host gave the connection. */
export function localCaller(face: Face): Caller {
  return { face, user: accountName(), role: 'operator', competence: WHOLE_CITY };
}
