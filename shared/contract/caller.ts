import type { AreaRef } from '../domain/areas.ts';

/** Which face of the application asks. The wall can never receive a person. */
export const FACES = ['console', 'wall', 'report', 'commandLine'] as const;
export type Face = (typeof FACES)[number];

export const ROLES = ['operator', 'director', 'auditor', 'administrator'] as const;
export type Role = (typeof ROLES)[number];

/** Who calls. Decided by the host from how the connection was made, never by what the client says. */
export interface Caller {
  readonly face: Face;
  /** Name of the account on the watermark and in the audit log. */
  readonly user: string;
  readonly role: Role;
  /** Area of competence: nothing outside it is answered. */
  readonly competence: AreaRef;
}
