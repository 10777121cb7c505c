import { createHash } from 'node:crypto';
import type { Face } from '../../../../shared/contract/caller.ts';
import type { WriteDb } from '../database.ts';
import { sql } from '../sql.ts';

/** Who did what to whom and why. `subject` is a key (`task 1204`), never a name. */
export interface AuditRecord {
  readonly atMs: number;
  readonly user: string;
  /** Where it was asked for; `system` for what the program did by itself. */
  readonly face: Face | 'system';
  readonly action: string;
  readonly subject: string;
  readonly reason: string;
}

export interface AuditEntry extends AuditRecord {
  readonly sequence: number;
  readonly previousHash: string;
  /** SHA-256 in hexadecimal over the entry and the hash before it. */
  readonly hash: string;
}

/** `intact` with the number of entries and the last hash, or the first entry that is missing or not what was written. */
export type AuditVerdict =
  | { readonly intact: true; readonly entries: number; readonly lastHash: string }
  | { readonly intact: false; readonly brokenAt: number };

const FIRST_HASH = '0'.repeat(64);
const PAGE = 1000;

function hashOf(sequence: number, previousHash: string, record: AuditRecord): string {
  const { atMs, user, face, action, subject, reason } = record;
  return createHash('sha256')
    .update(JSON.stringify([sequence, previousHash, atMs, user, face, action, subject, reason]))
    .digest('hex');
}

/** The audit log: each entry carries the hash of the one before, so that none can be changed, taken out or put in without a trace. */
export class AuditChain {
  readonly #db: WriteDb;

  constructor(db: WriteDb) {
    this.#db = db;
  }

  append(record: AuditRecord): AuditEntry {
    return this.#db.transaction(() => this.#write(record));
  }

  /** Appends what carries a running number: `recordOf` is given the next among the subjects of its action that begin with `prefix`, from 1 upwards. */
  appendNumbered(action: string, prefix: string, recordOf: (running: number) => Omit<AuditRecord, 'action'>): AuditEntry {
    return this.#db.transaction(() => {
      const before = this.#db.value<number>(
        sql`SELECT count(*) FROM audit WHERE action = ${action} AND substr(subject, 1, ${prefix.length}) = ${prefix}`,
      );
      return this.#write({ ...recordOf((before ?? 0) + 1), action });
    });
  }

  /** Undefined before the first entry. */
  lastHash(): string | undefined {
    return this.#db.value<string>(sql`SELECT hash FROM audit ORDER BY sequence DESC LIMIT 1`);
  }

  /** Entries after `sequence`, oldest first. */
  after(sequence: number, limit: number): readonly AuditEntry[] {
    return this.#db.rows<AuditEntry>(sql`
      SELECT sequence, at AS atMs, user, face, action, subject, reason, previous_hash AS previousHash, hash
      FROM audit WHERE sequence > ${sequence} ORDER BY sequence LIMIT ${limit}`);
  }

  /**
   * Walks the whole chain. Entries cut off at its end leave no trace in it: whoever kept `lastHash` from an earlier verdict can give it.
   * @param knownHash a hash that must still be in the chain
   */
  verify(knownHash: string = FIRST_HASH): AuditVerdict {
    let last = { sequence: 0, hash: FIRST_HASH };
    let isKnownFound = knownHash === FIRST_HASH;
    for (let page = this.after(0, PAGE); page.length > 0; page = this.after(last.sequence, PAGE)) {
      for (const entry of page) {
        const { sequence } = last;
        const expected = hashOf(sequence + 1, last.hash, entry);
        if (entry.sequence !== sequence + 1 || entry.previousHash !== last.hash || entry.hash !== expected)
          return { intact: false, brokenAt: sequence + 1 };
        last = entry;
        isKnownFound ||= entry.hash === knownHash;
      }
    }
    return isKnownFound ? { intact: true, entries: last.sequence, lastHash: last.hash } : { intact: false, brokenAt: last.sequence + 1 };
  }

  #write(record: AuditRecord): AuditEntry {
    const last = this.#db.row<{ sequence: number; hash: string }>(sql`SELECT sequence, hash FROM audit ORDER BY sequence DESC LIMIT 1`);
    const sequence = (last?.sequence ?? 0) + 1;
    const previousHash = last?.hash ?? FIRST_HASH;
    const hash = hashOf(sequence, previousHash, record);
    const { atMs, user, face, action, subject, reason } = record;
    this.#db.run(
      sql`INSERT INTO audit VALUES (${sequence}, ${atMs}, ${user}, ${face}, ${action}, ${subject}, ${reason}, ${previousHash}, ${hash})`,
    );
    return { ...record, sequence, previousHash, hash };
  }
}
