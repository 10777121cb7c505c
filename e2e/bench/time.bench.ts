// A scrub over 14 days: how all 12,410 grids and all alerts stood at moment after moment, with a count over the rows beside it.
import type { City } from '../../shared/city/city.ts';
import { WHOLE_CITY } from '../../shared/domain/areas.ts';
import type { BatchScope } from '../../shared/domain/figures.ts';
import { DAY_MS, HOUR_MS, MINUTE_MS } from '../../shared/domain/time.ts';
import { ManualClock } from '../../electron/backend/manual-clock.ts';
import { resolveScope } from '../../electron/backend/queries/batch-scope.ts';
import { DueDayCounts } from '../../electron/backend/queries/due-day-counts.ts';
import { gridCountsAsOf } from '../../electron/backend/queries/grid-counts-as-of.ts';
import type { Replica } from '../../electron/backend/replication/replica.ts';
import type { PresetName } from '../../electron/backend/sources/simulated-city/presets.ts';
import { Stands } from '../../electron/backend/time/stands.ts';
import { copyColumns } from '../../electron/backend/topics/coverage-grids.ts';
import { BenchReport, distributionOf, repeat, show, spend } from './harness.ts';
import { BENCH_NOW_MS, fillReplica } from './parts/simulated-replica.ts';
import { inWorkFolder } from './parts/work-folder.ts';

const LIMIT_MS = 16;
const PRESETS: readonly PresetName[] = ['city', 'full'];
const MOMENTS = 200;
const CALLER = { face: 'console', user: 'bench', role: 'operator', competence: WHOLE_CITY } as const;
const SCOPES: readonly (readonly [name: string, scope: BatchScope, spanMs: number])[] = [
  ['one day, minute by minute', { kind: 'today' }, MOMENTS * MINUTE_MS],
  ['all days, back and forth', { kind: 'all' }, 14 * DAY_MS],
];

/** Moments all over a span, in no order that would help anybody. */
function momentsIn(spanMs: number): readonly number[] {
  return Array.from({ length: MOMENTS }, (_, index) => BENCH_NOW_MS - Math.floor((((index * 7919) % MOMENTS) / MOMENTS) * spanMs));
}

async function measure(report: BenchReport, preset: PresetName, city: City, { read }: Replica, scopeIndex: number): Promise<string[]> {
  const [name, scope, spanMs] = SCOPES[scopeIndex] ?? SCOPES[0] ?? ['', { kind: 'today' }, 0];
  const stands = new Stands({ db: read, city, clock: new ManualClock(BENCH_NOW_MS), dueDays: new DueDayCounts(read, city) });
  const ask = (atMs: number) => stands.at({ scope, atMs, alertsSinceMs: atMs - 24 * HOUR_MS }, CALLER);
  // What filling the replica left behind is not what the history keeps.
  globalThis.gc?.();
  const heapBefore = process.memoryUsage();
  const first = await spend(() => ask(BENCH_NOW_MS));
  globalThis.gc?.();
  const heapAfter = process.memoryUsage();
  const heldMb = (heapAfter.heapUsed + heapAfter.arrayBuffers - heapBefore.heapUsed - heapBefore.arrayBuffers) / 1e6;
  for (const atMs of momentsIn(spanMs).slice(0, 50)) await ask(atMs);
  const wallMs: number[] = [];
  const scrub = await spend(async () => {
    for (const atMs of momentsIn(spanMs)) {
      const startMs = performance.now();
      await ask(atMs);
      wallMs.push(performance.now() - startMs);
    }
  });
  const counted = repeat(3, 1, () =>
    gridCountsAsOf(
      read,
      { batchIds: resolveScope(read, scope, BENCH_NOW_MS).batchIds, asOfMs: BENCH_NOW_MS },
      { from: 0, to: city.grids.count },
    ),
  );
  const { columns } = (await ask(BENCH_NOW_MS)).coverage;
  const copied = repeat(500, 100, () => copyColumns(columns));
  const cpuMs = scrub.cpuMs / MOMENTS;
  report.figure({ name: `a moment of all grids and alerts, ${preset}, ${name}`, value: cpuMs, unit: 'ms of CPU', limit: LIMIT_MS });
  report.figure({ name: `rows counted instead, ${preset}, ${name}`, value: counted.cpuMs / cpuMs, unit: '× the CPU' });
  const { p50, p95 } = distributionOf(wallMs);
  return [preset, name, ...[cpuMs, p50, p95, first.cpuMs, heldMb, counted.cpuMs, copied.cpuMs, counted.cpuMs / cpuMs].map(show)];
}

const report = new BenchReport('A moment of the past');
const rows: string[][] = [];
for (const preset of PRESETS) {
  await inWorkFolder(async (folder) => {
    report.note(`filling the replica of the preset ${preset} …`);
    const { city, replica } = await fillReplica(folder, preset);
    for (const index of SCOPES.keys()) rows.push(await measure(report, preset, city, replica, index));
    replica.close();
  });
}
const head = [
  'preset',
  'scope',
  `a moment, CPU ms (target ≤ ${LIMIT_MS})`,
  'wall p50',
  'wall p95',
  'first moment, CPU ms',
  'kept in memory, MB',
  'count over the rows, CPU ms',
  'copy in memory, CPU ms',
  'rows ÷ moment',
];
report.table(head, rows);
report.finish();
