import { mkdtempSync, rmSync, statSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import fc from 'fast-check';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { DatabaseKey } from '../db/database-key.ts';
import { sql } from '../db/sql.ts';
import type { Change } from './change.ts';
import { mostLoggedBytes, weightOf } from './logged-weight.ts';
import { openReplica } from './open-replica.ts';
import type { Replica } from './replica.ts';
import { cellsOf, TEST_CITY, testRow } from './testing/rows.ts';

const MOST_LOGGED = 100;
/** Of the log, a change of usual size. */
const BYTES_A_CHANGE = 28 * 1024;
const TASKS = 20_000;
const LONGEST_TEXT = 65_536;
const LONGEST_BLOB = 1_048_576;

let folder: string;
let replica: Replica;
let lastPosition = 0;
/** Characters of each task's note. */
const notes = new Map<number, number>();

beforeAll(async () => {
  folder = mkdtempSync(join(tmpdir(), 'logged-weight-'));
  replica = openReplica({
    folder,
    key: DatabaseKey.random(),
    sourceId: 'test',
    city: TEST_CITY,
    careOfLog: { ready: () => null, committed: () => undefined },
    mostLoggedChanges: MOST_LOGGED,
  });
  const rows = Array.from({ length: TASKS }, (_, id) => cellsOf('task', testRow('task', { id, batch_id: id % 50, grid: id % 100 })));
  await replica.sink.beginSnapshot('0');
  await replica.sink.snapshotChunk({ table: 'task', rows, expectedRows: TASKS });
  await replica.sink.endSnapshot();
  for (let id = 0; id < TASKS; id += 1) notes.set(id, 1);
});

afterAll(() => {
  replica.close();
  rmSync(folder, { recursive: true, force: true });
});

/** A change of a task, and how many characters its note has then; null when there is no task then, 'as it is' when the change is set aside. */
interface Doing {
  readonly change: Change;
  readonly id: number;
  readonly note: number | null | 'as it is';
}

const anyLength = fc.oneof(
  { weight: 8, arbitrary: fc.nat(200) },
  { weight: 2, arbitrary: fc.nat(8000) },
  { weight: 1, arbitrary: fc.nat(LONGEST_TEXT / 2) },
);
const anyText = fc
  .record({ letter: fc.constantFrom('x', '长', '\u{2070e}'), length: anyLength })
  .map(({ letter, length }) => ({ text: letter.repeat(length), length }));
const anyId = fc.nat(TASKS - 1);

const whole = fc.record({ id: anyId, note: anyText, grid: fc.nat(99), state: fc.constantFrom(0, 1, 2, 99) }).map(
  ({ id, note, grid, state }): Doing => ({
    change: {
      op: 'upsert',
      table: 'task',
      row: testRow('task', { id, grid, state, batch_id: grid, worker_id: id, note: note.text, address: note.text }),
    },
    id,
    note: state === 99 ? 'as it is' : note.length,
  }),
);
const gone = anyId.map((id): Doing => ({ change: { op: 'delete', table: 'task', key: id }, id, note: null }));
const blob = fc.record({ grid: fc.nat(99), bytes: fc.nat(LONGEST_BLOB), id: anyId }).map(
  ({ grid, bytes, id }): Doing => ({
    change: { op: 'upsert', table: 'grid_profile', row: testRow('grid_profile', { grid, data_collected_at: new Uint8Array(bytes) }) },
    id,
    note: 'as it is',
  }),
);
const anyDoings = fc.array(fc.oneof({ weight: 8, arbitrary: whole }, { weight: 1, arbitrary: gone }, { weight: 1, arbitrary: blob }), {
  minLength: 1,
  maxLength: MOST_LOGGED,
});

const logBytes = (): number => statSync(`${replica.path}-wal`, { throwIfNoEntry: false })?.size ?? 0;

it('a transaction takes no more of the log than its limit, however long its texts and blobs are, and is applied as a whole', async () => {
  let [logged, copied] = [0, 0];
  await fc.assert(
    fc.asyncProperty(anyDoings, async (doings) => {
      replica.emptyLog();
      const position = String((lastPosition += 1));
      await replica.sink.transaction({ position, committedAtMs: lastPosition, changes: doings.map(({ change }) => change) });
      const bytes = logBytes();
      if (bytes === 0) copied += 1;
      else logged += 1;
      expect(bytes).toBeLessThanOrEqual(mostLoggedBytes(weightOf(doings.map(({ change }) => change))));
      expect(bytes).toBeLessThanOrEqual(MOST_LOGGED * BYTES_A_CHANGE);
      expect(replica.cursor()?.position).toBe(position);
      for (const { id, note } of doings) if (note !== 'as it is') notes.set(id, note ?? -1);
      for (const { id } of doings)
        expect(replica.read.value(sql`SELECT length(note) FROM task WHERE id = ${id}`) ?? -1).toBe(notes.get(id));
    }),
    { numRuns: 25 },
  );
  expect([logged > 0, copied > 0]).toEqual([true, true]);
});
