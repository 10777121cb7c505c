import { CodedError } from '../../shared/contract/errors.ts';
import type { CallContext, CallHandlers } from '../../shared/rpc/served-api.ts';
import { assertMayChange } from './access.ts';
import { checked } from './checked-call.ts';
import type { RecoveryKeyKeeper } from './keys/recovery-key-keeper.ts';
import { parseRequest } from './requests.ts';

export type OfficeSecurityCall = 'officeLock' | 'recoverOffice' | 'createRecoveryKey' | 'keepRecoveryKey';

/** Calls about the key of office.db, while it is open. Null where a backend only joins another one: there none of them is served. */
export function createOfficeSecurityHandlers(recoveryKeys: RecoveryKeyKeeper | null): Pick<CallHandlers, OfficeSecurityCall> {
  const keeperFor = ({ caller }: CallContext): RecoveryKeyKeeper => {
    assertMayChange(caller);
    if (recoveryKeys === null) throw new CodedError('forbidden', 'this backend only joins the one that keeps the keys');
    return recoveryKeys;
  };
  return {
    officeLock: () => null,
    recoverOffice: checked('recoverOffice', () => {
      throw new CodedError('invalid-request', 'office.db is open: there is nothing to recover');
    }),
    createRecoveryKey: (_request, context) => ({ recoveryKey: keeperFor(context).create() }),
    keepRecoveryKey: (request, context) => {
      keeperFor(context).keep(parseRequest('keepRecoveryKey', request).recoveryKey, context.caller.user);
      return null;
    },
  };
}
