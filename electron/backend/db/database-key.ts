import { createHmac, randomBytes } from 'node:crypto';

const KEY_BYTES = 32;
/** Any text: it only keeps a key's name apart from everything else that could be derived from it. */
const NAME_OF_KEY = 'name of a database key';

/**
 * The key of one encrypted database: 256 random bits, used as they are. Holds its bytes where no log, message or inspector finds them.
 */
export class DatabaseKey {
  readonly #bytes: Uint8Array;
  /** Tells keys apart and says nothing of them: may be stored and logged. */
  readonly id: string;

  private constructor(bytes: Uint8Array) {
    this.#bytes = bytes;
    this.id = createHmac('sha256', bytes).update(NAME_OF_KEY).digest('hex').slice(0, 16);
  }

  static random(): DatabaseKey {
    return new DatabaseKey(randomBytes(KEY_BYTES));
  }

  /** Null when these bytes are no key. */
  static of(bytes: Uint8Array | null): DatabaseKey | null {
    return bytes?.length === KEY_BYTES ? new DatabaseKey(Uint8Array.from(bytes)) : null;
  }

  /** For a secret store or another thread of this process, and for nothing else. */
  reveal(): Uint8Array {
    return Uint8Array.from(this.#bytes);
  }

  /** As the driver's pragmas take a key that they must not derive another from. */
  forDriver(): string {
    return Buffer.concat([Buffer.from('raw:'), this.#bytes]).toString('hex');
  }
}
