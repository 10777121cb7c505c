import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { openDatabase } from '../../db/database.ts';
import { sql } from '../../db/sql.ts';
import { DeltaTable } from './delta-table.ts';
import { createSummaryTable, type SummaryTable } from './summary-table.ts';

const TABLE: SummaryTable = {
  name: 'counted',
  keys: ['day', 'grid'],
  counts: ['listed', 'open', 'closed'],
  presence: ['listed'],
  recount: sql`SELECT 0, 0, 0, 0, 0 WHERE FALSE`,
};
/** Enough grids for statements of several rows, few enough for rows that are met again. */
const GRIDS = 40;

/** One thing that is counted: where, and whether it is open. */
const thing = fc.record({ day: fc.nat(1), grid: fc.nat(GRIDS - 1), isOpen: fc.boolean() });
type Thing = typeof thing extends fc.Arbitrary<infer T> ? T : never;
/** Transactions, each of which brings some things and takes some of those that are there. */
const transactions = fc.array(
  fc.record({ brought: fc.array(thing, { maxLength: 150 }), takenShare: fc.double({ min: 0, max: 1, noNaN: true }) }),
  {
    minLength: 1,
    maxLength: 6,
  },
);

function count(table: DeltaTable, { day, grid, isOpen }: Thing, sign: 1 | -1): void {
  const counts = table.at(day, grid);
  const state = isOpen ? 1 : 2;
  counts[0] = (counts[0] ?? 0) + sign;
  counts[state] = (counts[state] ?? 0) + sign;
}

function expected(things: readonly Thing[]): number[][] {
  const rows = new Map<string, number[]>();
  for (const { day, grid, isOpen } of things) {
    const row = rows.get(`${day} ${grid}`) ?? [day, grid, 0, 0, 0];
    row[2] = (row[2] ?? 0) + 1;
    row[isOpen ? 3 : 4] = (row[isOpen ? 3 : 4] ?? 0) + 1;
    rows.set(`${day} ${grid}`, row);
  }
  return [...rows.values()].sort(([day = 0, grid = 0], [otherDay = 0, otherGrid = 0]) => day - otherDay || grid - otherGrid);
}

describe('a table of deltas', () => {
  test('holds the counts of what is there, and no row of zeros, after transactions of any size', () => {
    const db = openDatabase(':memory:', { role: 'replica', synchronous: 'OFF' });
    db.execute(createSummaryTable(TABLE));
    const table = new DeltaTable(db, TABLE);
    fc.assert(
      fc.property(transactions, (history) => {
        table.clear();
        const there: Thing[] = [];
        for (const { brought, takenShare } of history) {
          const taken = there.splice(0, Math.floor(there.length * takenShare));
          for (const gone of taken) count(table, gone, -1);
          for (const come of brought) count(table, come, 1);
          table.flush();
          there.push(...brought);
          expect(db.values(sql`SELECT day, grid, listed, open, closed FROM counted ORDER BY day, grid`)).toEqual(expected(there));
        }
      }),
      { numRuns: 300 },
    );
    db.close();
  });

  test('forgets what a transaction gathered when it was rolled back', () => {
    const db = openDatabase(':memory:', { role: 'replica', synchronous: 'OFF' });
    db.execute(createSummaryTable(TABLE));
    const table = new DeltaTable(db, TABLE);
    count(table, { day: 0, grid: 1, isOpen: true }, 1);
    table.forget();
    count(table, { day: 0, grid: 2, isOpen: true }, 1);
    table.flush();
    expect(db.values(sql`SELECT grid, listed FROM counted`)).toEqual([[2, 1]]);
    db.close();
  });
});
