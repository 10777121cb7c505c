import fc from 'fast-check';
import { expect, test } from 'vitest';
import type { AnyRow } from '../../../shared/tables/table-spec.ts';
import type { Change } from '../../backend/replication/change.ts';
import { netChanges } from './net-changes.ts';

/** Batches are the smallest table: what holds for one holds for all. */
const key = fc.integer({ min: 1, max: 4 });
const cells = { code: fc.constantFrom('a', 'b', 'c'), list_version: fc.nat(3) };

const change: fc.Arbitrary<Change> = fc.oneof(
  {
    weight: 4,
    arbitrary: fc.tuple(key, fc.record(cells)).map(([id, row]) => ({ op: 'upsert', table: 'batch', row: { id, ...row } }) as Change),
  },
  {
    weight: 4,
    arbitrary: fc
      .tuple(key, fc.record(cells, { requiredKeys: [] }))
      .map(([id, values]) => ({ op: 'patch', table: 'batch', key: id, values }) as Change),
  },
  { weight: 3, arbitrary: key.map((id): Change => ({ op: 'delete', table: 'batch', key: id })) },
  { weight: 1, arbitrary: fc.constant<Change>({ op: 'truncate', table: 'batch' }) },
);

type Rows = Map<number, AnyRow>;

function patch(rows: Rows, id: number, values: AnyRow): void {
  const row = rows.get(id);
  if (row !== undefined) rows.set(id, { ...row, ...values });
}

/** One change after the other. */
function applied(rows: Rows, { ...each }: Change): void {
  if (each.op === 'upsert') rows.set(Number((each.row as AnyRow)['id']), each.row);
  else if (each.op === 'patch') patch(rows, each.key, each.values);
  else if (each.op === 'delete') rows.delete(each.key);
  else rows.clear();
}

/** What is left of them, in the order in which the statements go. */
function appliedNet(rows: Rows, changes: readonly Change[]): void {
  for (const net of netChanges(changes)) {
    if (net.isTruncated) rows.clear();
    for (const id of net.deletedKeys) rows.delete(id);
    for (const row of net.upserted) rows.set(Number(row['id']), row);
    for (const { columns, rows: patches } of net.patched)
      for (const values of patches)
        patch(rows, Number(values['id']), Object.fromEntries(columns.map((column) => [column, values[column] ?? null])));
  }
}

test('come to the same as the changes one after the other', () => {
  const before: [number, AnyRow][] = [1, 2].map((id) => [id, { id, code: 'old', list_version: 9 }]);
  fc.assert(
    fc.property(fc.array(change, { maxLength: 30 }), (changes) => {
      const [expected, actual]: [Rows, Rows] = [new Map(before), new Map(before)];
      for (const each of changes) applied(expected, each);
      appliedNet(actual, changes);
      const inOrder = (rows: Rows): unknown[] => [...rows].sort(([left], [right]) => left - right);
      expect(inOrder(actual)).toEqual(inOrder(expected));
    }),
    { numRuns: 2000 },
  );
});
