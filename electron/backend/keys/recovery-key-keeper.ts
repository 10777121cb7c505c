import { CodedError } from '../../../shared/contract/errors.ts';
import type { Clock } from '../clock.ts';
import type { Office } from '../db/office/office.ts';
import type { Keyring } from './keyring.ts';
import { createRecoveryKey, isSameRecoveryKey, wrapKey } from './recovery-key.ts';

interface RecoveryKeyDeps {
  readonly office: Office;
  readonly keyring: Keyring;
  readonly clock: Clock;
}

/** Makes the recovery key of office.db: shown once, kept as what it opens, never as itself. */
export class RecoveryKeyKeeper {
  readonly #deps: RecoveryKeyDeps;
  /** Shown, and not yet said to be written down. */
  #shown: string | null = null;

  constructor(deps: RecoveryKeyDeps) {
    this.#deps = deps;
  }

  create(): string {
    this.#shown = createRecoveryKey();
    return this.#shown;
  }

  /** @throws CodedError `recovery-key-malformed`; `recovery-key-wrong` when it is not the one that was shown last */
  keep(recoveryKey: string, user: string): void {
    if (this.#shown === null || !isSameRecoveryKey(this.#shown, recoveryKey))
      throw new CodedError('recovery-key-wrong', 'this is not the recovery key that was shown');
    const { office, keyring, clock } = this.#deps;
    const atMs = clock.now();
    keyring.keepRecovery({ keyId: office.key.id, madeAtMs: atMs, wrapped: wrapKey(office.key, this.#shown) });
    this.#shown = null;
    office.audit.append({ atMs, user, face: 'console', action: 'recovery-key-kept', subject: `key ${office.key.id}`, reason: 'set-up' });
  }
}
