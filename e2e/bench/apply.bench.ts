// Incremental apply, with summaries, freshness and cursor, against a bare loop of prepared statements on the same table with the same
// indexes and the same transactions; and the load of a whole snapshot against bare inserts.
import { copyFileSync } from 'node:fs';
import { join } from 'node:path';
import Sqlite from 'better-sqlite3';
import type { City } from '../../shared/city/city.ts';
import { TABLES, type TableRow } from '../../shared/tables/index.ts';
import type { CellValue } from '../../shared/tables/table-spec.ts';
import { createIndexes, createTable } from '../../electron/backend/db/ddl.ts';
import { sql } from '../../electron/backend/db/sql.ts';
import { TEST_KEYS } from '../../electron/backend/keys/testing/test-security.ts';
import type { Change, SnapshotChunk } from '../../electron/backend/replication/change.ts';
import type { Replica } from '../../electron/backend/replication/replica.ts';
import { BenchReport, medianOf, type Spent, spend } from './harness.ts';
import { BENCH_NOW_MS, fillReplica, gatherSnapshot, openBenchReplica } from './parts/simulated-replica.ts';
import { inWorkFolder } from './parts/work-folder.ts';

interface Workload {
  readonly name: string;
  readonly changes: readonly Change[];
  /** What a program without summaries, cursor and checks would run for the same rows. */
  readonly bareStatement: string;
  readonly bareValues: readonly (readonly CellValue[])[];
}

const REPETITIONS = 7;
/** Rows a transaction, rows a repetition. */
const SIZES = [
  [1, 2_000],
  [100, 10_000],
  [1_000, 20_000],
  [10_000, 20_000],
] as const;
const TARGET_PERCENT = 50;

const TASK_COLUMNS = Object.keys(TABLES.task.columns);
const TASK_INSERT = `INSERT INTO task VALUES (${TASK_COLUMNS.map(() => '?').join(', ')})`;

/** Deals out new tasks as a batch brings them: rows of the simulated city under new numbers and a new batch. */
class NewTasks {
  readonly #templates: readonly TableRow<'task'>[];
  readonly #batch: TableRow<'batch'>;
  #lastTaskId: number;
  #lastBatchId: number;
  #dealt = 0;

  constructor({ read }: Replica) {
    const batch = read.row<TableRow<'batch'>>(sql`SELECT * FROM batch ORDER BY due_at DESC LIMIT 1`);
    if (batch === undefined) throw new Error('the simulated city has no batch');
    this.#batch = batch;
    this.#templates = read.rows<TableRow<'task'>>(sql`SELECT * FROM task WHERE placement = 0 ORDER BY id DESC LIMIT 50000`).reverse();
    this.#lastTaskId = read.value<number>(sql`SELECT MAX(id) FROM task`) ?? 0;
    this.#lastBatchId = read.value<number>(sql`SELECT MAX(id) FROM batch`) ?? 0;
  }

  nextBatch(): Change {
    this.#lastBatchId += 1;
    return { op: 'upsert', table: 'batch', row: { ...this.#batch, id: this.#lastBatchId, code: `BENCH-${this.#lastBatchId}` } };
  }

  next(): TableRow<'task'> {
    const template = this.#templates[this.#dealt % this.#templates.length];
    if (template === undefined) throw new Error('the simulated city has no tasks');
    this.#dealt += 1;
    this.#lastTaskId += 1;
    const untouched = {
      assigned_at: null,
      started_at: null,
      verified_at: null,
      unreachable_at: null,
      deferred_at: null,
      withdrawn_at: null,
    };
    const life = { state: 0, outcome: 0, worker_id: -1, attempts: 0, ...untouched, pushed_at: BENCH_NOW_MS, due_at: this.#batch.due_at };
    return { ...template, ...life, id: this.#lastTaskId, batch_id: this.#lastBatchId };
  }
}

function insertions(newTasks: NewTasks, count: number): Workload {
  const rows = Array.from({ length: count }, () => newTasks.next());
  return {
    name: 'new tasks',
    changes: rows.map((row) => ({ op: 'upsert', table: 'task', row })),
    bareStatement: TASK_INSERT,
    bareValues: rows.map((row) => Object.values(row)),
  };
}

function verifications({ read }: Replica, count: number): Workload {
  const ids = read
    .values(sql`SELECT id FROM task WHERE placement = 0 AND state < 3 ORDER BY id DESC LIMIT ${count}`)
    .map(([id]) => Number(id));
  const values = { state: 3, outcome: 1, verified_at: BENCH_NOW_MS };
  return {
    name: 'tasks verified',
    changes: ids.map((key) => ({ op: 'patch', table: 'task', key, values })),
    bareStatement: 'UPDATE task SET state = ?, outcome = ?, verified_at = ? WHERE id = ?',
    bareValues: ids.map((id) => [...Object.values(values), id]),
  };
}

/** Everybody on duty takes a step of about a metre, some over a grid's border. */
function steps({ read }: Replica, round: number): Workload {
  const positions = read.rows<TableRow<'position'>>(sql`SELECT * FROM position`).map((row) => ({
    key: row.worker_id,
    values: {
      grid: row.worker_id % 50 === round % 50 ? Math.max(0, row.grid - 1) : row.grid,
      longitude: row.longitude + 100,
      latitude: row.latitude + 100,
      heading: (row.heading + 1) % 360,
      located_at: row.located_at + 7_000,
    },
  }));
  return {
    name: 'workers walking',
    changes: positions.map(({ key, values }) => ({ op: 'patch', table: 'position', key, values })),
    bareStatement: 'UPDATE position SET grid = ?, longitude = ?, latitude = ?, heading = ?, located_at = ? WHERE worker_id = ?',
    bareValues: positions.map(({ key, values }) => [...Object.values(values), key]),
  };
}

/** A bare connection with the replica's own pragmas and key. */
function openBare(path: string): Sqlite.Database {
  const db = new Sqlite(path);
  for (const pragma of [
    "cipher = 'aegis'",
    `hexkey = '${TEST_KEYS.replica.forDriver()}'`,
    'journal_mode = WAL',
    'synchronous = NORMAL',
    'cache_size = -65536',
    'mmap_size = 268435456',
    'wal_autocheckpoint = 4000',
  ]) {
    db.pragma(pragma);
  }
  return db;
}

function* slices<Item>(items: readonly Item[], size: number): Generator<readonly Item[]> {
  for (let from = 0; from < items.length; from += size) yield items.slice(from, from + size);
}

let lastPosition = 0;

async function applyAll({ sink }: Replica, changes: readonly Change[], size: number): Promise<Spent> {
  const transactions = [...slices(changes, size)];
  return spend(async () => {
    for (const part of transactions) {
      lastPosition += 1;
      await sink.transaction({ position: String(lastPosition), committedAtMs: BENCH_NOW_MS, changes: part });
    }
  });
}

async function runBare(db: Sqlite.Database, { bareStatement, bareValues }: Workload, size: number): Promise<Spent> {
  const statement = db.prepare(bareStatement);
  const transactions = [...slices(bareValues, size)];
  return spend(() => {
    for (const part of transactions) {
      db.exec('BEGIN IMMEDIATE');
      for (const values of part) statement.run(values);
      db.exec('COMMIT');
    }
  });
}

interface Compared {
  readonly name: string;
  readonly size: number;
  readonly ourRows: number;
  readonly bareRows: number;
  /** Of the processor time, which other programs on the machine hardly change; median of the pairs. */
  readonly percent: number;
}

interface Pair {
  readonly rows: number;
  readonly ours: Spent;
  readonly bare: Spent;
}

function rowsPerSecond(pairs: readonly Pair[], side: 'ours' | 'bare'): number {
  return medianOf(pairs.map((pair) => (pair.rows / pair[side].wallMs) * 1000));
}

function shareOfBare(pairs: readonly Pair[]): number {
  return medianOf(pairs.map(({ ours, bare }) => (bare.cpuMs / ours.cpuMs) * 100));
}

/** Both sides in turn, on two files with the same rows; each pair gives one ratio. */
async function compare(
  replica: Replica,
  bare: Sqlite.Database,
  size: number,
  makeWorkload: (round: number) => Promise<Workload>,
): Promise<Compared> {
  const pairs: Pair[] = [];
  let name = '';
  for (let round = 0; round <= REPETITIONS; round += 1) {
    const workload = await makeWorkload(round);
    name = workload.name;
    const bareFirst = round % 2 === 0 ? await runBare(bare, workload, size) : null;
    const ours = await applyAll(replica, workload.changes, size);
    const pair = { rows: workload.changes.length, ours, bare: bareFirst ?? (await runBare(bare, workload, size)) };
    if (round > 0) pairs.push(pair);
  }
  return { name, size, ourRows: rowsPerSecond(pairs, 'ours'), bareRows: rowsPerSecond(pairs, 'bare'), percent: shareOfBare(pairs) };
}

async function compareApply(folder: string, report: BenchReport): Promise<void> {
  const { replica: filled, city } = await fillReplica(folder, 'city');
  filled.close();
  const barePath = join(folder, 'bare.db');
  copyFileSync(join(folder, 'replica.db'), barePath);
  const replica = openBenchReplica(folder, city);
  const bare = openBare(barePath);
  const newTasks = new NewTasks(replica);
  const results: Compared[] = [];
  for (const [size, rows] of SIZES) {
    const result = await compare(replica, bare, size, async () => {
      await applyAll(replica, [newTasks.nextBatch()], 1);
      return insertions(newTasks, rows);
    });
    results.push(result);
    report.figure({
      name: `apply of new tasks, transactions of ${size}`,
      value: result.percent,
      unit: '% of bare inserts',
      least: TARGET_PERCENT,
    });
  }
  results.push(await compare(replica, bare, 500, async () => verifications(replica, 10_000)));
  results.push(await compare(replica, bare, 500, async (round) => steps(replica, round)));
  const rows = results.map(({ name, size, ourRows, bareRows, percent }) => [
    name,
    show0(size),
    ourRows,
    bareRows,
    `${percent.toFixed(0)} %`,
  ]);
  report.table(
    ['change', 'rows a transaction', 'applied rows/s', 'bare rows/s', 'share of bare, by CPU (target ≥ 50 % for new tasks)'],
    rows,
  );
  replica.close();
  bare.close();
}

function show0(count: number): string {
  return count.toLocaleString('en-US');
}

/** Inserts of the same rows into the same tables without journal, then the same indexes; no checks, no summaries. */
async function loadBare(path: string, chunks: readonly SnapshotChunk[]): Promise<Spent> {
  return spend(() => {
    const db = new Sqlite(path);
    for (const pragma of [
      "cipher = 'aegis'",
      `hexkey = '${TEST_KEYS.replica.forDriver()}'`,
      'journal_mode = OFF',
      'synchronous = OFF',
      'cache_size = -65536',
    ])
      db.pragma(pragma);
    const specs = Object.values(TABLES);
    for (const spec of specs) db.exec(createTable(spec));
    for (const { table, rows } of chunks) {
      const statement = db.prepare(
        `INSERT INTO ${table} VALUES (${Object.keys(TABLES[table].columns)
          .map(() => '?')
          .join(', ')})`,
      );
      db.exec('BEGIN');
      for (const row of rows) statement.run(row);
      db.exec('COMMIT');
    }
    for (const spec of specs) db.exec(createIndexes(spec));
    db.close();
  });
}

async function loadReplica(folder: string, city: City, chunks: readonly SnapshotChunk[]): Promise<Spent> {
  const replica = openBenchReplica(folder, city);
  const spent = await spend(async () => {
    await replica.sink.beginSnapshot('bench');
    for (const chunk of chunks) await replica.sink.snapshotChunk(chunk);
    await replica.sink.endSnapshot();
  });
  replica.close();
  return spent;
}

async function compareLoad(folder: string, city: City, report: BenchReport): Promise<void> {
  const chunks = await gatherSnapshot(city, 'city');
  const rows = chunks.reduce((sum, chunk) => sum + chunk.rows.length, 0);
  const pairs: Pair[] = [];
  for (let round = 0; round < 3; round += 1) {
    const bare = await loadBare(join(folder, `bare-${round}.db`), chunks);
    pairs.push({ rows, bare, ours: await loadReplica(join(folder, `load-${round}`), city, chunks) });
  }
  const percent = shareOfBare(pairs);
  report.table(
    ['snapshot of `city`', 'rows', 'rows/s'],
    [
      ['loaded, with checks, indexes, statistics, summaries and fsync', show0(rows), rowsPerSecond(pairs, 'ours')],
      ['bare inserts and the same indexes', show0(rows), rowsPerSecond(pairs, 'bare')],
      ['share of bare, by CPU', '', `${percent.toFixed(0)} %`],
    ],
  );
  report.figure({ name: 'load of a snapshot', value: percent, unit: '% of bare inserts' });
}

const report = new BenchReport('Apply');
await inWorkFolder(async (folder) => {
  await compareApply(folder, report);
});
await inWorkFolder(async (folder) => {
  const { city, replica } = await fillReplica(folder, 'small');
  replica.close();
  await compareLoad(folder, city, report);
});
report.finish();
