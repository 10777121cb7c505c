// Incremental apply, with checks, summaries, freshness and cursor, against two bare loops of prepared statements on the same table with the same
// indexes and the same transactions: one that only inserts, or updates the columns that change; and one that upserts whole rows and keeps the
// same summaries by triggers (parts/summary-triggers.ts). And the load of a whole snapshot against bare inserts.
import { copyFileSync } from 'node:fs';
import { join } from 'node:path';
import Sqlite from 'better-sqlite3';
import type { City } from '../../shared/city/city.ts';
import { type TableName, TABLES, type TableRow } from '../../shared/tables/index.ts';
import type { CellValue } from '../../shared/tables/table-spec.ts';
import { visitCoverage } from '../../electron/backend/queries/coverage-rows.ts';
import { COUNTS_A_GRID } from '../../electron/backend/replication/summaries/coverage-counts.ts';
import { ALL_TASKS } from '../../electron/backend/replication/summaries/coverage-table.ts';
import { createIndexes, createTable } from '../../electron/backend/db/ddl.ts';
import { Sql, sql } from '../../electron/backend/db/sql.ts';
import { TEST_KEYS } from '../../electron/backend/keys/testing/test-security.ts';
import type { Change, SnapshotChunk } from '../../electron/backend/replication/change.ts';
import type { Replica } from '../../electron/backend/replication/replica.ts';
import { BenchReport, medianOf, type Spent, spend } from './harness.ts';
import { BENCH_NOW_MS, fillReplica, gatherSnapshot, openBenchReplica } from './parts/simulated-replica.ts';
import { SUMMARY_TRIGGERS } from './parts/summary-triggers.ts';
import { inWorkFolder } from './parts/work-folder.ts';

interface Workload {
  readonly name: string;
  readonly changes: readonly Change[];
  /** What a program without summaries, cursor and checks would run for the same rows. */
  readonly bare: Loop;
  /** The same rows, whole: inserted or written over, with triggers for the summaries. */
  readonly upserts: Loop;
}

/** One prepared statement and what it is run with. */
interface Loop {
  readonly statement: string;
  readonly values: readonly (readonly CellValue[])[];
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
const UPSERT_TARGET_PERCENT = 60;

function insertInto(table: TableName): string {
  return `INSERT INTO ${table} VALUES (${Object.keys(TABLES[table].columns)
    .map(() => '?')
    .join(', ')})`;
}

function upsertsOf<Name extends TableName>(table: Name, rows: readonly TableRow<Name>[]): Loop {
  const { key, columns } = TABLES[table];
  const names = Object.keys(columns);
  const changes = names.filter((name) => name !== key).map((name) => `${name} = excluded.${name}`);
  const statement = `${insertInto(table)} ON CONFLICT (${key}) DO UPDATE SET ${changes.join(', ')}`;
  return { statement, values: rows.map((row) => names.map((name) => Reflect.get(row, name) as CellValue)) };
}

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

  nextBatch(): TableRow<'batch'> {
    this.#lastBatchId += 1;
    return { ...this.#batch, id: this.#lastBatchId, code: `BENCH-${this.#lastBatchId}` };
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
    bare: { statement: insertInto('task'), values: rows.map((row) => Object.values(row)) },
    upserts: upsertsOf('task', rows),
  };
}

function verifications({ read }: Replica, count: number): Workload {
  const rows = read.rows<TableRow<'task'>>(sql`SELECT * FROM task WHERE placement = 0 AND state < 3 ORDER BY id DESC LIMIT ${count}`);
  const values = { state: 3, outcome: 1, verified_at: BENCH_NOW_MS };
  return {
    name: 'tasks verified',
    changes: rows.map(({ id }) => ({ op: 'patch', table: 'task', key: id, values })),
    bare: {
      statement: 'UPDATE task SET state = ?, outcome = ?, verified_at = ? WHERE id = ?',
      values: rows.map(({ id }) => [...Object.values(values), id]),
    },
    upserts: upsertsOf(
      'task',
      rows.map((row) => ({ ...row, ...values })),
    ),
  };
}

/** Everybody on duty takes a step of about a metre, some over a grid's border. */
function steps({ read }: Replica, round: number): Workload {
  const positions = read.rows<TableRow<'position'>>(sql`SELECT * FROM position`).map((row) => ({
    row,
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
    bare: {
      statement: 'UPDATE position SET grid = ?, longitude = ?, latitude = ?, heading = ?, located_at = ? WHERE worker_id = ?',
      values: positions.map(({ key, values }) => [...Object.values(values), key]),
    },
    upserts: upsertsOf(
      'position',
      positions.map(({ row, values }) => ({ ...row, ...values })),
    ),
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

async function runLoop(db: Sqlite.Database, { statement, values }: Loop, size: number): Promise<Spent> {
  const prepared = db.prepare(statement);
  const transactions = [...slices(values, size)];
  return spend(() => {
    for (const part of transactions) {
      db.exec('BEGIN IMMEDIATE');
      for (const row of part) prepared.run(row);
      db.exec('COMMIT');
    }
  });
}

interface Compared {
  readonly name: string;
  readonly size: number;
  readonly rounds: readonly Round[];
}

interface Round {
  readonly rows: number;
  readonly ours: Spent;
  readonly bare: Spent;
  readonly upserts: Spent;
}
type Side = 'ours' | 'bare' | 'upserts';

/** Three files with the same rows. */
interface Sides {
  readonly replica: Replica;
  readonly bare: Sqlite.Database;
  readonly triggered: Sqlite.Database;
}

function rowsPerSecond(rounds: readonly (Partial<Round> & { readonly rows: number })[], side: Side): number {
  return medianOf(rounds.map((round) => (round.rows / (round[side]?.wallMs ?? Number.NaN)) * 1000));
}

/** Of the processor time, which other programs on the machine hardly change; median of the rounds. */
function shareOf(rounds: readonly Partial<Round>[], peer: 'bare' | 'upserts'): number {
  return medianOf(rounds.map((round) => ((round[peer]?.cpuMs ?? Number.NaN) / (round.ours?.cpuMs ?? Number.NaN)) * 100));
}

/** All sides in turn, the first one another each time; each round gives one ratio. */
async function compare(
  { replica, bare, triggered }: Sides,
  size: number,
  makeWorkload: (round: number) => Promise<Workload>,
): Promise<Compared> {
  const rounds: Round[] = [];
  let name = '';
  for (let round = 0; round <= REPETITIONS; round += 1) {
    const workload = await makeWorkload(round);
    name = workload.name;
    const runs: Record<Side, () => Promise<Spent>> = {
      bare: () => runLoop(bare, workload.bare, size),
      ours: () => applyAll(replica, workload.changes, size),
      upserts: () => runLoop(triggered, workload.upserts, size),
    };
    const spent: Partial<Record<Side, Spent>> = {};
    const order: readonly Side[] = round % 2 === 0 ? ['bare', 'ours', 'upserts'] : ['upserts', 'ours', 'bare'];
    for (const side of order) spent[side] = await runs[side]();
    if (round > 0) rounds.push({ rows: workload.changes.length, ...(spent as Record<Side, Spent>) });
  }
  return { name, size, rounds };
}

/** A fast wrong answer is no answer: the triggers must have kept what the application keeps. */
function assertSameSummaries({ replica: { read }, triggered }: Sides, { grids }: City): void {
  const ours = new Map<string, number>();
  visitCoverage(read, ALL_TASKS, { from: 0, to: grids.count }, (grid, counts, offset) => {
    for (let index = 0; index < COUNTS_A_GRID; index += 1) ours.set(`${grid} ${index}`, counts[offset + index] ?? 0);
  });
  for (const [grid, ...counts] of triggered.prepare<[], number[]>('SELECT * FROM by_grid').raw().all()) {
    counts.forEach((count, index) => {
      if (ours.get(`${grid} ${index}`) !== count) throw new Error(`grid ${grid}, count ${index}: triggers say ${count}`);
    });
  }
  const onDuty = 'SELECT SUM(grid * on_duty) FROM summary_worker_grid';
  if (read.value(new Sql(onDuty, [])) !== triggered.prepare(onDuty).pluck().get()) throw new Error('workers by grid differ');
}

function openPeer(folder: string, name: string): Sqlite.Database {
  const path = join(folder, `${name}.db`);
  copyFileSync(join(folder, 'replica.db'), path);
  return openBare(path);
}

async function compareInsertions(sides: Sides, [size, rows]: (typeof SIZES)[number], newTasks: NewTasks): Promise<Compared> {
  return compare(sides, size, async () => {
    const batch = newTasks.nextBatch();
    await applyAll(sides.replica, [{ op: 'upsert', table: 'batch', row: batch }], 1);
    return insertions(newTasks, rows);
  });
}

async function compareApply(folder: string, report: BenchReport): Promise<void> {
  const { replica: filled, city } = await fillReplica(folder, 'city');
  filled.close();
  const [bare, triggered] = [openPeer(folder, 'bare'), openPeer(folder, 'triggered')];
  triggered.exec(SUMMARY_TRIGGERS);
  const replica = openBenchReplica(folder, city);
  const sides = { replica, bare, triggered };
  const newTasks = new NewTasks(replica);
  const results: Compared[] = [];
  for (const size of SIZES) results.push(await compareInsertions(sides, size, newTasks));
  results.push(await compare(sides, 500, async () => verifications(replica, 10_000)));
  results.push(await compare(sides, 500, async (round) => steps(replica, round)));
  assertSameSummaries(sides, city);
  for (const { name, size, rounds } of results) {
    const of = `${name}, transactions of ${size}`;
    report.figure({ name: `apply of ${of}`, value: shareOf(rounds, 'bare'), unit: '% of a bare loop', least: TARGET_PERCENT });
    report.figure({
      name: `apply of ${of}, upserts`,
      value: shareOf(rounds, 'upserts'),
      unit: '% of bare upserts with triggers',
      least: UPSERT_TARGET_PERCENT,
    });
  }
  report.table(
    [
      'change',
      'rows a transaction',
      'applied rows/s',
      'bare rows/s',
      'share of bare, by CPU (target ≥ 50 %)',
      'upserts with triggers rows/s',
      'share of those, by CPU (target ≥ 60 %)',
    ],
    results.map(({ name, size, rounds }) => [
      name,
      show0(size),
      rowsPerSecond(rounds, 'ours'),
      rowsPerSecond(rounds, 'bare'),
      `${shareOf(rounds, 'bare').toFixed(0)} %`,
      rowsPerSecond(rounds, 'upserts'),
      `${shareOf(rounds, 'upserts').toFixed(0)} %`,
    ]),
  );
  replica.close();
  bare.close();
  triggered.close();
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
      const statement = db.prepare(insertInto(table));
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
  const pairs: Pick<Round, 'rows' | 'ours' | 'bare'>[] = [];
  for (let round = 0; round < 3; round += 1) {
    const bare = await loadBare(join(folder, `bare-${round}.db`), chunks);
    pairs.push({ rows, bare, ours: await loadReplica(join(folder, `load-${round}`), city, chunks) });
  }
  const percent = shareOf(pairs, 'bare');
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
