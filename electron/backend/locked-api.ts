import { randomUUID } from 'node:crypto';
import { CodedError } from '../../shared/contract/errors.ts';
import type { OfficeLock, OfficeRecovery } from '../../shared/contract/office-security.ts';
import type { ServedApi } from '../../shared/rpc/served-api.ts';
import { assertMayChange } from './access.ts';
import { forEveryCall, parseRequest } from './requests.ts';

interface LockedDeps {
  readonly lock: OfficeLock;
  /** Does what the user decided, in the name of this user. Throws CodedError when it cannot be done. */
  recover(recovery: OfficeRecovery, user: string): Promise<void>;
  onInternalError(call: string, error: unknown): void;
}

function refuse(): never {
  throw new CodedError('office-locked', 'the office’s own data does not open');
}

/** What is served while office.db does not open: why, and what can be done about it. */
export function createLockedApi({ lock, recover, onInternalError }: LockedDeps): ServedApi {
  return {
    handlers: {
      ...forEveryCall(refuse),
      officeLock: () => lock,
      recoverOffice: async (request, { caller }) => {
        assertMayChange(caller);
        await recover(parseRequest('recoverOffice', request), caller.user);
        return null;
      },
    },
    topics: { subscribe: refuse },
    epoch: randomUUID(),
    onInternalError,
  };
}
