import { CodedError } from '../../../shared/contract/errors.ts';
import type { FromHost, KeychainOperation, ToHost } from '../../../shared/host/supervision.ts';
import { PendingAnswers } from '../../backend/pending-answers.ts';
import type { Keychain } from './keychain.ts';

/** The keychain as Electron's main process reaches it; secrets travel over the channel that the two processes alone hold. */
export class ParentKeychain implements Keychain {
  readonly #tell: (message: FromHost) => void;
  readonly #answers = new PendingAnswers<string | null>();

  constructor(tell: (message: FromHost) => void) {
    this.#tell = tell;
  }

  async protects(): Promise<boolean> {
    return (await this.#ask('probe', new Uint8Array())) !== null;
  }

  seal(secret: Uint8Array): Promise<Uint8Array> {
    return this.#do('seal', secret);
  }

  unseal(sealed: Uint8Array): Promise<Uint8Array> {
    return this.#do('unseal', sealed);
  }

  /** An answer of the parent; anything else is left alone. */
  receive(message: ToHost): void {
    if (message.kind === 'keychain') this.#answers.answer(message.id, message.text);
  }

  async #do(operation: KeychainOperation, bytes: Uint8Array): Promise<Uint8Array> {
    const text = await this.#ask(operation, bytes);
    if (text === null) throw new CodedError('keychain-unavailable', `the keychain could not ${operation}`);
    return new Uint8Array(Buffer.from(text, 'base64'));
  }

  #ask(operation: KeychainOperation, bytes: Uint8Array): Promise<string | null> {
    return this.#answers.ask((id) => this.#tell({ kind: 'keychain', id, operation, text: Buffer.from(bytes).toString('base64') }));
  }
}
