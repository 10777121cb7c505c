// Coverage of all 12,410 grids from the replica, with a scan of the tasks and the same numbers in memory beside it.
import type { CoverageColumns } from '../../shared/contract/topics.ts';
import { WHOLE_CITY } from '../../shared/domain/areas.ts';
import type { City } from '../../shared/city/city.ts';
import type { BatchScope } from '../../shared/domain/figures.ts';
import { joinSql, type Sql, sql } from '../../electron/backend/db/sql.ts';
import type { PresetName } from '../../electron/backend/sources/simulated-city/presets.ts';
import { inScope, type ResolvedScope, resolveScope } from '../../electron/backend/queries/batch-scope.ts';
import { DueDayCounts } from '../../electron/backend/queries/due-day-counts.ts';
import type { Replica } from '../../electron/backend/replication/replica.ts';
import { copyColumns, readAllGrids } from '../../electron/backend/topics/coverage-grids.ts';
import { CoverageState } from '../../electron/backend/topics/coverage-state.ts';
import { ManualClock } from '../../electron/backend/manual-clock.ts';
import { BenchReport, distributionOf, repeat, show } from './harness.ts';
import { BENCH_NOW_MS, fillReplica } from './parts/simulated-replica.ts';
import { inWorkFolder } from './parts/work-folder.ts';

const LIMIT_MS = 5;
const PRESETS: readonly PresetName[] = ['city', 'full'];
const SCOPES: readonly (readonly [name: string, scope: BatchScope])[] = [
  ['today', { kind: 'today' }],
  ['all days', { kind: 'all' }],
];

const COUNTS = joinSql(
  [
    sql`COUNT(*)`,
    sql`COUNT(*) FILTER (WHERE state = 3)`,
    sql`COUNT(*) FILTER (WHERE state = 3 AND verified_at <= due_at)`,
    sql`COUNT(*) FILTER (WHERE state = 4)`,
    sql`COUNT(*) FILTER (WHERE state = 5)`,
    sql`COUNT(*) FILTER (WHERE state = 6)`,
    sql`COUNT(*) FILTER (WHERE state IN (0, 1, 2, 4) AND due_at <= ${BENCH_NOW_MS})`,
  ],
  ', ',
);

/** What a program without summaries asks. */
function scanOfTasks(scope: ResolvedScope): Sql {
  return sql`SELECT grid, ${COUNTS} FROM task NOT INDEXED WHERE placement = 0 AND ${inScope('batch_id', scope)} GROUP BY grid`;
}

/** The same with whatever index the planner likes best. */
function indexedCount(scope: ResolvedScope): Sql {
  return sql`SELECT grid, ${COUNTS} FROM task WHERE placement = 0 AND ${inScope('batch_id', scope)} GROUP BY grid`;
}

function totalOf(column: Uint16Array): number {
  return column.reduce((sum, count) => sum + count, 0);
}

/** A fast wrong answer is no answer. */
function assertSame(columns: CoverageColumns, scanned: readonly (readonly unknown[])[]): void {
  const sum = (index: number): number => scanned.reduce((total, row) => total + Number(row[index]), 0);
  const pairs = [
    [totalOf(columns.listed), sum(1)],
    [totalOf(columns.verified), sum(2)],
    [totalOf(columns.verifiedOnTime), sum(3)],
    [totalOf(columns.overdue), sum(7)],
  ] as const;
  for (const [ours, theirs] of pairs) if (ours !== theirs) throw new Error(`summaries say ${ours}, tasks say ${theirs}`);
}

function measureScope(
  report: BenchReport,
  preset: PresetName,
  city: City,
  { read }: Replica,
  [name, scope]: (typeof SCOPES)[number],
): string[] {
  const resolved = resolveScope(read, scope, BENCH_NOW_MS);
  const range = { from: 0, to: city.grids.count };
  const readFromReplica = (): CoverageColumns => readAllGrids(read, resolved, range, city.grids.count, BENCH_NOW_MS);
  const columns = readFromReplica();
  assertSame(columns, read.values(scanOfTasks(resolved)));
  const replica = repeat(200, 50, readFromReplica);
  const wall = distributionOf(replica.wallMs);
  const context = { db: read, city, clock: new ManualClock(BENCH_NOW_MS), dueDays: new DueDayCounts(read, city) };
  const topic = repeat(50, 10, () => {
    const state = new CoverageState(context, scope, WHOLE_CITY);
    state.refresh();
    return state.snapshot();
  });
  const scans = preset === 'full' ? 3 : 7;
  const scan = repeat(scans, 1, () => read.values(scanOfTasks(resolved)));
  const indexed = repeat(scans, 1, () => read.values(indexedCount(resolved)));
  const memory = repeat(2000, 500, () => copyColumns(columns));
  report.figure({ name: `coverage of all grids, ${preset}, ${name}`, value: replica.cpuMs, unit: 'ms of CPU', limit: LIMIT_MS });
  report.figure({ name: `scan of the tasks instead, ${preset}, ${name}`, value: scan.cpuMs / replica.cpuMs, unit: '× the CPU' });
  const cells = [replica.cpuMs, wall.p50, wall.p95, topic.cpuMs, scan.cpuMs, indexed.cpuMs, memory.cpuMs, scan.cpuMs / replica.cpuMs];
  return [preset, name, ...cells.map(show)];
}

const report = new BenchReport('Coverage of all grids');
const rows: string[][] = [];
for (const preset of PRESETS) {
  await inWorkFolder(async (folder) => {
    report.note(`filling the replica of the preset ${preset} …`);
    const { city, replica } = await fillReplica(folder, preset);
    for (const scope of SCOPES) rows.push(measureScope(report, preset, city, replica, scope));
    replica.close();
  });
}
const head = [
  'preset',
  'scope',
  'replica, CPU ms (target ≤ 5)',
  'wall p50',
  'wall p95',
  'new topic with snapshot, CPU ms',
  'scan of the tasks, CPU ms',
  'by index, CPU ms',
  'copy in memory, CPU ms',
  'scan ÷ replica',
];
report.table(head, rows);
report.finish();
