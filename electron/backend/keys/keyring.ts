import { randomBytes } from 'node:crypto';
import { existsSync, mkdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { z } from 'zod';
import { writeDurably } from '../files/durable-file.ts';

const hex = z.string().regex(/^([0-9a-f]{2})+$/);

const wrappedKeySchema = z.strictObject({ salt: hex, nonce: hex, sealed: hex, tag: hex });

/** A key that only its recovery key opens. */
export type WrappedKey = z.infer<typeof wrappedKeySchema>;

const recoverySchema = z.strictObject({ keyId: hex, madeAtMs: z.int(), wrapped: wrappedKeySchema });

/** A key of office.db as its recovery key opens it, and when that was made. */
export type Recovery = z.infer<typeof recoverySchema>;

const recordSchema = z.strictObject({
  format: z.literal(1),
  /** Names this station's secrets in a place that other stations share. */
  station: hex,
  /** Ids of the keys that the databases were made with; null before the first. */
  officeKeyId: hex.nullable(),
  replicaKeyId: hex.nullable(),
  /** One a key, also of files that are only kept. */
  recoveries: z.array(recoverySchema),
});

type KeyringRecord = z.infer<typeof recordSchema>;

const FILE = 'keyring.json';

/**
 * What is known of the keys without any of them: which key a database was made with, and the office's key as its recovery key opens it.
 * Lies in the data folder, and again beside the backups, so that either is enough together with the recovery key.
 */
export class Keyring {
  readonly #paths: readonly [string, string];
  #record: KeyringRecord;

  constructor(paths: readonly [string, string], record: KeyringRecord) {
    this.#paths = paths;
    this.#record = record;
  }

  get record(): Readonly<KeyringRecord> {
    return this.#record;
  }

  /** Of the key that office.db was made with; null until a recovery key was kept. */
  get recovery(): Recovery | null {
    return this.#record.recoveries.find(({ keyId }) => keyId === this.#record.officeKeyId) ?? null;
  }

  /** In the place of the one before of the same key. Lasts when it returns. */
  keepRecovery(recovery: Recovery): void {
    const others = this.#record.recoveries.filter(({ keyId }) => keyId !== recovery.keyId);
    this.change({ recoveries: [...others, recovery] });
  }

  /** Lasts when it returns. */
  change(changes: Partial<Omit<KeyringRecord, 'format' | 'station'>>): void {
    this.#record = { ...this.#record, ...changes };
    const text = `${JSON.stringify(this.#record, null, 2)}\n`;
    const [path, besideBackups] = this.#paths;
    writeDurably(path, text);
    mkdirSync(join(besideBackups, '..'), { recursive: true, mode: 0o700 });
    writeDurably(besideBackups, text);
  }
}

/** Null when there is none, or it is no keyring. */
function readRecord(path: string): KeyringRecord | null {
  if (!existsSync(path)) return null;
  try {
    return recordSchema.parse(JSON.parse(readFileSync(path, 'utf8')));
  } catch {
    return null;
  }
}

/** The keyring of a data folder: the one that lies there, the one beside its backups when that is lost, or a new one. */
export function openKeyring(dataFolder: string): Keyring {
  const paths = [join(dataFolder, FILE), join(dataFolder, 'backups', FILE)] as const;
  const found = readRecord(paths[0]) ?? readRecord(paths[1]);
  if (found !== null) return new Keyring(paths, found);
  const station = randomBytes(16).toString('hex');
  const keyring = new Keyring(paths, { format: 1, station, officeKeyId: null, replicaKeyId: null, recoveries: [] });
  keyring.change({});
  return keyring;
}
