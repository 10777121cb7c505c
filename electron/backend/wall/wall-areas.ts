import type { City } from '../../../shared/city/city.ts';
import type { CoverageColumns } from '../../../shared/contract/topics.ts';
import { WALL_TOO_FEW, type WallAreas, type WallSnapshot } from '../../../shared/contract/wall.ts';
import { type AreaRef, gridRangeOf, type GridRange } from '../../../shared/domain/areas.ts';
import type { CoverageCounts, RateRule } from '../../../shared/domain/rates.ts';
import { HIDDEN_COUNT, shownCount, shownParts } from '../../../shared/domain/suppression.ts';
import { saidRate, saidRates } from './said-rate.ts';

type Counts = CoverageCounts & { readonly overdue: number };
const LEVELS = ['district', 'street', 'community'] as const;
type Level = (typeof LEVELS)[number];

function tableOf(city: City, level: Level) {
  return { district: city.districts, street: city.streets, community: city.communities }[level];
}

function countsOf({ listed, verified, unreachable, deferred, withdrawn, overdue }: CoverageColumns, { from, to }: GridRange): Counts {
  const counts = { listed: 0, verified: 0, unreachable: 0, deferred: 0, withdrawn: 0, overdue: 0 };
  for (let grid = from; grid < to; grid++) {
    counts.listed += listed[grid] ?? 0;
    counts.verified += verified[grid] ?? 0;
    counts.unreachable += unreachable[grid] ?? 0;
    counts.deferred += deferred[grid] ?? 0;
    counts.withdrawn += withdrawn[grid] ?? 0;
    counts.overdue += overdue[grid] ?? 0;
  }
  return counts;
}

/** A count of every area, hidden from the top downwards: the parts of what is not said are not said. */
function shownTree(city: City, total: number, countsBy: Readonly<Record<Level, readonly number[]>>): Record<Level, Int32Array> {
  const shown = { district: new Int32Array(0), street: new Int32Array(0), community: new Int32Array(0) };
  shown.district = Int32Array.from(shownParts(countsBy.district, shownCount(total) !== HIDDEN_COUNT));
  for (const [parent, child] of [
    ['district', 'street'],
    ['street', 'community'],
  ] as const) {
    shown[child] = new Int32Array(countsBy[child].length);
    const { firstChild, count } = tableOf(city, parent);
    for (let area = 0; area < count; area++) {
      const [from = 0, to = 0] = firstChild.subarray(area, area + 2);
      shown[child].set(shownParts(countsBy[child].slice(from, to), shown[parent][area] !== HIDDEN_COUNT), from);
    }
  }
  return shown;
}

/** Class of each grid; one with too few people has its community's, else its street's. */
function gridClasses(city: City, columns: CoverageColumns, rule: RateRule, byLevel: Readonly<Record<Level, WallAreas>>): Uint8Array {
  const { community, street, count } = city.grids;
  const classes = new Uint8Array(count);
  for (let grid = 0; grid < count; grid++) {
    let rateClass = saidRate(countsOf(columns, { from: grid, to: grid + 1 }), rule).rateClass;
    if (rateClass === WALL_TOO_FEW) rateClass = byLevel.community.rates[rule].classes[community[grid] ?? 0] ?? WALL_TOO_FEW;
    if (rateClass === WALL_TOO_FEW) rateClass = byLevel.street.rates[rule].classes[street[grid] ?? 0] ?? WALL_TOO_FEW;
    classes[grid] = rateClass;
  }
  return classes;
}

function areasOf(counts: readonly Counts[], overdue: Int32Array, premisesAlerts: Uint16Array): WallAreas {
  const rates = { withDeferred: saidRates(counts, 'withDeferred'), withoutDeferred: saidRates(counts, 'withoutDeferred') };
  return { rates, overdue, premisesAlerts };
}

/** Open alerts about premises, by grid, and those of no grid. */
export interface PremisesCounts {
  readonly byGrid: Uint16Array;
  readonly outside: number;
}

type AreaFigures = Pick<WallSnapshot, 'home' | 'districts' | 'streets' | 'communities' | 'gridClasses'>;

/** The figures of every area of a competence as the wall may show them. */
export function wallAreas(city: City, competence: AreaRef, columns: CoverageColumns, alerts: PremisesCounts): AreaFigures {
  const homeRange = gridRangeOf(city, competence);
  const homeCounts = countsOf(columns, homeRange);
  const sumAlerts = ({ from, to }: GridRange): number => alerts.byGrid.subarray(from, to).reduce((total, count) => total + count, 0);
  const rangesOf = (level: Level): GridRange[] =>
    Array.from({ length: tableOf(city, level).count }, (_, index) => gridRangeOf(city, { level, index }));
  const counts = Object.fromEntries(LEVELS.map((level) => [level, rangesOf(level).map((range) => countsOf(columns, range))])) as Record<
    Level,
    Counts[]
  >;
  const overdueOf = (level: Level): number[] => counts[level].map(({ overdue }) => overdue);
  const overdue = shownTree(city, homeCounts.overdue, {
    district: overdueOf('district'),
    street: overdueOf('street'),
    community: overdueOf('community'),
  });
  const areasAt = (level: Level): WallAreas =>
    areasOf(
      counts[level],
      overdue[level],
      Uint16Array.from(rangesOf(level), (range) => sumAlerts(range)),
    );
  const byLevel = { district: areasAt('district'), street: areasAt('street'), community: areasAt('community') };
  const homeAlerts = sumAlerts(homeRange) + (competence.level === 'city' ? alerts.outside : 0);
  return {
    home: areasOf([homeCounts], Int32Array.of(shownCount(homeCounts.overdue)), Uint16Array.of(homeAlerts)),
    districts: byLevel.district,
    streets: byLevel.street,
    communities: byLevel.community,
    gridClasses: {
      withDeferred: gridClasses(city, columns, 'withDeferred', byLevel),
      withoutDeferred: gridClasses(city, columns, 'withoutDeferred', byLevel),
    },
  };
}
