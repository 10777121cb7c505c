import { existsSync, readFileSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import { z } from 'zod';
import { type SourceSettings, TLS_CHOICES } from '../../../../shared/contract/source-settings.ts';
import { writeDurably } from '../../files/durable-file.ts';

const text = z.string().max(500);
const areaCode = z.string().regex(/^\d{6}(\d{3})?$/);
/** A PEM of some keys. */
const publicKeys = z.string().max(16 * 1024);
const server = { addresses: text.min(1), areaCode, tls: z.enum(TLS_CHOICES), station: text };
/** Files of earlier versions lack them. */
const ownCertificate = { certificatePath: text.default(''), keyPath: text.default('') };

/** What a form may hold; also what lies in the file. */
export const SOURCE_SETTINGS: z.ZodType<SourceSettings> = z.discriminatedUnion('kind', [
  z.strictObject({ kind: z.literal('simulated') }),
  z.strictObject({ kind: z.literal('postgres'), ...server, database: text, user: text, ...ownCertificate }),
  z.strictObject({ kind: z.literal('nats'), ...server }),
  z.strictObject({ kind: z.literal('file'), areaCode, publicKeys }),
]);

/**
 * The source that this office set in its window, beside the databases: it belongs to the machine, not to the office, and must be known before
 * either of them is open. It holds no secret.
 */
export class SavedSource {
  readonly #path: string;
  readonly #certificatePath: string;

  constructor(dataFolder: string) {
    this.#path = join(dataFolder, 'source.json');
    this.#certificatePath = join(dataFolder, 'source-root.pem');
  }

  /** Null before one was set, and when the file cannot be understood: then the command line or the simulated city decides. */
  read(): SourceSettings | null {
    try {
      return SOURCE_SETTINGS.parse(JSON.parse(readFileSync(this.#path, 'utf8')));
    } catch {
      return null;
    }
  }

  /** Of the authorities that are trusted; null for those of the system. */
  get rootCertificatePath(): string | null {
    return existsSync(this.#certificatePath) ? this.#certificatePath : null;
  }

  /** Throws what the system says when it cannot be written. */
  write(settings: SourceSettings): void {
    writeDurably(this.#path, JSON.stringify(settings));
  }

  /** @param pem '' for the authorities of the system */
  writeRootCertificate(pem: string): void {
    if (pem === '') rmSync(this.#certificatePath, { force: true });
    else writeDurably(this.#certificatePath, pem);
  }
}
