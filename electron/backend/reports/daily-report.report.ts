import { CodedError } from '../../../shared/contract/errors.ts';
import type { DailyReport, ReportAreaRow, ReportRequest, ReportStream } from '../../../shared/contract/daily-report.ts';
import type { AreaCounts } from '../../../shared/domain/area-counts.ts';
import { type AreaRef, childAreas, type GridRange, gridRangeOf } from '../../../shared/domain/areas.ts';
import { dueCount } from '../../../shared/domain/rates.ts';
import { DAY_MS, dayOf, formatDay, MINUTE_MS, startOfDay } from '../../../shared/domain/time.ts';
import {
  addCounts,
  type AsOf,
  type BatchOfDay,
  batchesOfDays,
  gridCountsAsOf,
  NO_COUNTS,
  placedCountsAsOf,
  unplacedAsOf,
} from '../queries/grid-counts-as-of.ts';
import { breathe } from '../queries/in-slices.ts';
import { readFreshness } from '../replication/book.ts';
import { inArea, streetRangeOf } from '../queries/area-filter.ts';
import { replicaStand } from './replica-stand.ts';
import { alertsByDayUpTo, alertsUpTo } from './report-alerts.ts';
import { describeArea, requireReportArea } from './report-area.ts';
import type { ReportDefinition, ReportSources } from './report-definition.ts';

const TREND_DAYS = 14;
const GRIDS_BEHIND_LIMIT = 60;

/** Counts of one reporting day at one moment, grid by grid and for the unplaced by street. */
interface DayCounts {
  readonly byGrid: ReadonlyMap<number, AreaCounts>;
  readonly unplacedByStreet: ReturnType<typeof unplacedAsOf>;
}

interface Plan {
  readonly sources: ReportSources;
  readonly area: AreaRef;
  readonly grids: GridRange;
  readonly day: number;
  readonly asOfMs: number;
  readonly batches: readonly BatchOfDay[];
}

function missingOf(counts: AreaCounts): number {
  return dueCount(counts, 'withDeferred') - counts.verified;
}

/** What of a day is looked at: the batches that were pushed by the same clock time of that day. Null when there are none. */
function asOfDay(plan: Plan, day: number): AsOf | null {
  const asOfMs = plan.asOfMs - (plan.day - day) * DAY_MS;
  const batchIds = plan.batches.filter((batch) => batch.day === day && batch.pushedAtMs <= asOfMs).map((batch) => batch.id);
  return batchIds.length === 0 ? null : { batchIds, asOfMs };
}

function countDay(plan: Plan, day: number): DayCounts | null {
  const { read, city } = plan.sources;
  const asOf = asOfDay(plan, day);
  const streets = streetRangeOf(city, plan.area);
  if (asOf === null || streets === null) return null;
  return { byGrid: gridCountsAsOf(read, asOf, plan.grids), unplacedByStreet: unplacedAsOf(read, asOf, streets) };
}

function unplacedIn({ unplacedByStreet }: DayCounts, sources: ReportSources, area: AreaRef): { none: number; ambiguous: number } {
  const streets = streetRangeOf(sources.city, area);
  const total = { none: 0, ambiguous: 0 };
  for (const [street, { none, ambiguous }] of unplacedByStreet) {
    if (streets === null || street < streets.from || street >= streets.to) continue;
    total.none += none;
    total.ambiguous += ambiguous;
  }
  return total;
}

/** Counts of an area as the sum of its grids, so that children add up to their parent. */
function areaCounts(counts: DayCounts, sources: ReportSources, area: AreaRef): AreaCounts {
  const { from, to } = gridRangeOf(sources.city, area);
  let total = NO_COUNTS;
  for (let grid = from; grid < to; grid++) total = addCounts(total, counts.byGrid.get(grid) ?? NO_COUNTS);
  const { none, ambiguous } = unplacedIn(counts, sources, area);
  return { ...total, unplaced: none + ambiguous };
}

function areaRow(sources: ReportSources, today: DayCounts, before: DayCounts | null, area: AreaRef): ReportAreaRow {
  return {
    ...describeArea(sources.city, area),
    counts: areaCounts(today, sources, area),
    countsBefore: before === null ? null : areaCounts(before, sources, area),
  };
}

function byMissing(left: ReportAreaRow, right: ReportAreaRow): number {
  return missingOf(right.counts) - missingOf(left.counts) || left.index - right.index;
}

function gridsBehind(plan: Plan, today: DayCounts, before: DayCounts | null): { rows: ReportAreaRow[]; total: number } {
  const behind = [...today.byGrid].filter(([, counts]) => missingOf(counts) > 0);
  behind.sort(([leftGrid, left], [rightGrid, right]) => missingOf(right) - missingOf(left) || leftGrid - rightGrid);
  const rows = behind.slice(0, GRIDS_BEHIND_LIMIT).map(([index]) => areaRow(plan.sources, today, before, { level: 'grid', index }));
  return { rows, total: behind.length };
}

function mapColumns({ from, to }: GridRange, { byGrid }: DayCounts): DailyReport['map'] {
  const column = (of: (counts: AreaCounts) => number) =>
    Array.from({ length: to - from }, (_, offset) => of(byGrid.get(from + offset) ?? NO_COUNTS));
  return {
    fromGrid: from,
    listed: column((counts) => counts.listed),
    withdrawn: column((counts) => counts.withdrawn),
    deferred: column((counts) => counts.deferred),
    verified: column((counts) => counts.verified),
  };
}

/** The days before the last two are counted one by one, and others may have the thread in between: at the city they are long. */
async function trend(plan: Plan, counted: ReadonlyMap<number, AreaCounts | null>): Promise<DailyReport['trend']> {
  const { read, city, signal } = plan.sources;
  const alerts = alertsByDayUpTo(read, plan.asOfMs, TREND_DAYS, inArea(city, 'grid', plan.area));
  const days: DailyReport['trend'][number][] = [];
  for (const [offset, raised] of alerts.entries()) {
    const day = plan.day - TREND_DAYS + 1 + offset;
    const known = counted.get(day);
    const asOf = asOfDay(plan, day);
    if (known === undefined) await breathe(signal);
    const counts = known === undefined && asOf !== null ? placedCountsAsOf(read, asOf, plan.grids) : (known ?? null);
    days.push({ day, counts, alerts: raised });
  }
  return days;
}

function planOf(sources: ReportSources, { areaCode, day, cutoffMinute }: ReportRequest): Plan {
  const { read, city, nowMs } = sources;
  const area = requireReportArea(city, areaCode);
  if (day > dayOf(nowMs)) throw new CodedError('day-in-future', 'the reporting day has not begun', { day: formatDay(day) });
  const asOfMs = Math.min(startOfDay(day) + cutoffMinute * MINUTE_MS, nowMs);
  const batches = batchesOfDays(read, day - TREND_DAYS + 1, day);
  return { sources, area, grids: gridRangeOf(city, area), day, asOfMs, batches };
}

function replicaFacts({ read, streams }: ReportSources): Pick<DailyReport, 'replicaPosition' | 'replicaAtMs' | 'freshness'> {
  const changedAt = readFreshness(read);
  const streamOf = (source: 'screening' | 'alerts'): ReportStream => {
    const state = streams.find((stream) => stream.source === source)?.state;
    return { source, changedAtMs: changedAt[source], ...(state === undefined ? {} : { state }) };
  };
  return { ...replicaStand(read), freshness: [streamOf('screening'), streamOf('alerts')] };
}

/** The table of an area's figures, each with those of the day before. */
function tables(plan: Plan, today: DayCounts, before: DayCounts | null) {
  const { sources, area, grids } = plan;
  const behind = gridsBehind(plan, today, before);
  return {
    counts: areaCounts(today, sources, area),
    countsBefore: before === null ? null : areaCounts(before, sources, area),
    map: mapColumns(grids, today),
    children: childAreas(sources.city, area)
      .map((child) => areaRow(sources, today, before, child))
      .sort(byMissing),
    gridsBehind: behind.rows,
    gridsBehindTotal: behind.total,
    unplacedByPlacement: unplacedIn(today, sources, area),
  };
}

/**
 * The daily coverage report (排查覆盖日报) of a city, district or street: figures as they stood at the cut-off, whatever happened since.
 * The days before are taken at the same clock time.
 * @throws CodedError `unknown-area`, `day-in-future`, `no-data-for-day`, `cancelled`
 */
async function buildDailyReport(sources: ReportSources, request: ReportRequest): Promise<DailyReport> {
  const plan = planOf(sources, request);
  const today = countDay(plan, plan.day);
  if (today === null) throw new CodedError('no-data-for-day', 'no batch of this day had been pushed', { day: formatDay(plan.day) });
  await breathe(sources.signal);
  const figures = tables(plan, today, countDay(plan, plan.day - 1));
  const alerts = alertsUpTo(sources.read, plan.asOfMs, inArea(sources.city, 'grid', plan.area));
  const batches = plan.batches.filter((batch) => batch.day === plan.day && batch.pushedAtMs <= plan.asOfMs);
  return {
    number: '',
    digest: '',
    request,
    area: describeArea(sources.city, plan.area),
    asOfMs: plan.asOfMs,
    takenAtMs: sources.nowMs,
    ...replicaFacts(sources),
    ...(sources.source === null ? {} : { source: sources.source }),
    cityVersion: sources.city.version,
    batches: batches.map(({ id, code, listVersion }) => ({ id, code, listVersion })),
    createdBy: sources.user,
    ...figures,
    alertsByLevel: alerts.byLevel,
    alertsByKind: alerts.byKind,
    trend: await trend(
      plan,
      new Map([
        [plan.day, figures.counts],
        [plan.day - 1, figures.countsBefore],
      ]),
    ),
    ...sources.office,
  };
}

export const dailyReport: ReportDefinition = { id: 'daily', mark: 'RB', build: buildDailyReport };
