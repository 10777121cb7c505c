import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { openDatabase } from '../database.ts';
import { Sql, sql } from '../sql.ts';
import { AuditChain, type AuditRecord } from './audit-chain.ts';
import { migrate } from './migrate.ts';
import { MIGRATIONS } from './migrations/index.ts';

const ENTRIES = 20;

function chainOf(entries: number) {
  const db = openDatabase(':memory:', { role: 'office', synchronous: 'OFF' });
  migrate(db, MIGRATIONS, () => undefined);
  const chain = new AuditChain(db);
  for (let index = 0; index < entries; index += 1) chain.append(record(index));
  /** What somebody with the file in hand could do: the guards of the program do not hold them. */
  db.execute('DROP TRIGGER audit_is_never_changed; DROP TRIGGER audit_is_never_deleted');
  return { db, chain };
}

function record(index: number): AuditRecord {
  return { atMs: 1000 + index, user: 'duty', face: 'console', action: 'reveal', subject: `task ${index}`, reason: '回访' };
}

describe('the audit chain', () => {
  test('is intact as written, in order, with its last hash', () => {
    const { db, chain } = chainOf(ENTRIES);
    const entries = chain.after(0, 100);
    expect(entries.map(({ sequence, subject }) => [sequence, subject])).toEqual(
      Array.from({ length: ENTRIES }, (_, index) => [index + 1, `task ${index}`]),
    );
    expect(chain.verify()).toEqual({ intact: true, entries: ENTRIES, lastHash: entries.at(-1)?.hash });
    expect(chain.verify(entries[3]?.hash)).toMatchObject({ intact: true });
    db.close();
  });

  test('numbers what carries a running number by itself, of each action and prefix its own', () => {
    const { db, chain } = chainOf(1);
    const numbered = (action: string, prefix: string): string => {
      const { face, user, atMs } = record(0);
      return chain.appendNumbered(action, prefix, (running) => ({ face, user, atMs, reason: '', subject: `${prefix}${running} x` }))
        .subject;
    };
    expect([numbered('a', 'A-'), numbered('a', 'A-'), numbered('a', 'B-'), numbered('b', 'A-'), numbered('a', 'A-')]).toEqual([
      'A-1 x',
      'A-2 x',
      'B-1 x',
      'A-1 x',
      'A-3 x',
    ]);
    expect(chain.verify()).toMatchObject({ intact: true, entries: 6 });
    db.close();
  });

  test('is walked to its end however long it is', () => {
    const { db, chain } = chainOf(2500);
    expect(chain.verify()).toMatchObject({ intact: true, entries: 2500 });
    db.close();
  });

  test('shows any change of any field of any entry', () => {
    const field = fc.constantFrom('at', 'user', 'face', 'action', 'subject', 'reason', 'previous_hash', 'hash');
    const { db, chain } = chainOf(ENTRIES);
    fc.assert(
      fc.property(field, fc.integer({ min: 1, max: ENTRIES }), (column, sequence) => {
        const old = db.value<string>(new Sql(`SELECT ${column} FROM audit WHERE sequence = ?`, [sequence]));
        const changed = column === 'at' ? Number(old) + 1 : `${old}x`;
        db.run(new Sql(`UPDATE audit SET ${column} = ? WHERE sequence = ?`, [changed, sequence]));
        expect(chain.verify()).toEqual({ intact: false, brokenAt: sequence });
        db.run(new Sql(`UPDATE audit SET ${column} = ? WHERE sequence = ?`, [old ?? '', sequence]));
        expect(chain.verify()).toMatchObject({ intact: true });
      }),
      { numRuns: 60 },
    );
    db.close();
  });

  test('shows an entry that was taken out, even when those after it move up', () => {
    const { db, chain } = chainOf(ENTRIES);
    db.run(sql`DELETE FROM audit WHERE sequence = 7`);
    expect(chain.verify()).toEqual({ intact: false, brokenAt: 7 });
    db.run(sql`UPDATE audit SET sequence = sequence - 1 WHERE sequence > 7`);
    expect(chain.verify()).toEqual({ intact: false, brokenAt: 7 });
    db.close();
  });

  test('shows that its end was cut off to whoever kept a hash', () => {
    const { db, chain } = chainOf(ENTRIES);
    const verdict = chain.verify();
    if (!verdict.intact) throw new Error('it is broken');
    db.run(sql`DELETE FROM audit WHERE sequence > 15`);
    expect(chain.verify()).toMatchObject({ intact: true, entries: 15 });
    expect(chain.verify(verdict.lastHash)).toEqual({ intact: false, brokenAt: 16 });
    db.close();
  });
});
