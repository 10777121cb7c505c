import { gammaln } from 'simple-statistics';
import { type City, DEDICATED_KINDS } from '../../shared/city/city.ts';
import { ALERT_KINDS } from '../../shared/domain/alerts.ts';
import type { GridRange } from '../../shared/domain/areas.ts';
import { minuteOfDay } from '../../shared/domain/time.ts';
import type { LiveAlerts } from './live-data.ts';

/** What grids, and alerts in them, can have in common. */
export type TraitKind = 'district' | 'street' | 'managingBody' | 'gridKind' | 'alertKind' | 'alertHours';

/** Something that is found among picked grids more often than elsewhere, with the counts that say so. */
export interface Trait {
  readonly kind: TraitKind;
  /** District, street, managing body, DEDICATED_KINDS, ALERT_KINDS, or quarter of the day. */
  readonly index: number;
  /** How many of the picked have it, of how many. */
  readonly inside: number;
  readonly insideTotal: number;
  /** How many of all have it, the picked included, of how many. */
  readonly all: number;
  readonly allTotal: number;
  /** Its share among the picked ÷ its share among all. */
  readonly lift: number;
}

export const QUARTERS_OF_DAY = 4;
const QUARTER_MINUTES = 6 * 60;

/** Fewer are a coincidence whatever the shares. */
const LEAST_INSIDE = 5;
const LEAST_LIFT = 1.2;
/** Chance that the most striking of all things that were looked at is a coincidence. */
const SIGNIFICANCE = 0.01;
/** More would not be read. */
const SHOWN = 8;

/** ln of n over k. */
function lnChoose(n: number, k: number): number {
  return gammaln(n + 1) - gammaln(k + 1) - gammaln(n - k + 1);
}

/**
 * Chance to find at least `inside` with a trait among `insideTotal` drawn blindly from `allTotal` of which `all` have it: the upper tail of the
 * hypergeometric distribution (Fisher's exact test, one-sided).
 */
export function chanceOfAtLeast({
  inside,
  insideTotal,
  all,
  allTotal,
}: Pick<Trait, 'inside' | 'insideTotal' | 'all' | 'allTotal'>): number {
  const most = Math.min(insideTotal, all);
  let term = Math.exp(lnChoose(all, inside) + lnChoose(allTotal - all, insideTotal - inside) - lnChoose(allTotal, insideTotal));
  let sum = 0;
  for (let count = inside; count <= most; count++) {
    sum += term;
    term *= ((all - count) * (insideTotal - count)) / ((count + 1) * (allTotal - all - insideTotal + count + 1));
  }
  return Math.min(1, sum);
}

/** Counts of one kind of trait, among the picked and among all. */
interface Tally {
  readonly kind: TraitKind;
  readonly inside: Uint32Array;
  readonly all: Uint32Array;
}

/** Groups of grids: each grid of the range counts once. */
function tallyGrids(
  kind: TraitKind,
  groups: number,
  groupOf: (grid: number) => number,
  range: GridRange,
  picked: readonly number[],
): Tally {
  const tally = { kind, inside: new Uint32Array(groups), all: new Uint32Array(groups) };
  for (let grid = range.from; grid < range.to; grid++) addOne(tally.all, groupOf(grid));
  for (const grid of picked) addOne(tally.inside, groupOf(grid));
  return tally;
}

/** Groups of alerts: each alert that lies in a grid of the range counts once. */
function tallyAlerts(
  kind: TraitKind,
  groups: number,
  groupOf: (row: number) => number,
  alerts: LiveAlerts,
  range: GridRange,
  picked: ReadonlySet<number>,
): Tally {
  const tally = { kind, inside: new Uint32Array(groups), all: new Uint32Array(groups) };
  for (let row = 0; row < alerts.count; row++) {
    const grid = alerts.columns.grid[row] ?? -1;
    if (grid < range.from || grid >= range.to) continue;
    addOne(tally.all, groupOf(row));
    if (picked.has(grid)) addOne(tally.inside, groupOf(row));
  }
  return tally;
}

function addOne(counts: Uint32Array, index: number): void {
  counts[index] = (counts[index] ?? 0) + 1;
}

const total = (counts: Uint32Array): number => counts.reduce((sum, value) => sum + value, 0);

function traitsOf({ kind, inside, all }: Tally): Trait[] {
  const [insideTotal, allTotal] = [total(inside), total(all)];
  return [...inside].map((found, index) => {
    const among = all[index] ?? 0;
    const lift = insideTotal === 0 || among === 0 ? 0 : found / insideTotal / (among / allTotal);
    return { kind, index, inside: found, insideTotal, all: among, allTotal, lift };
  });
}

/**
 * What picked grids have in common more than all grids of the range do, the least likely coincidence first. A trait is named when at least five have
 * it, its share is a fifth above that of all, and the chance of the finding, times the number of traits looked at (Bonferroni), is below 1 %.
 * That says "more often than elsewhere", never "because".
 */
export function commonTraits(city: City, alerts: LiveAlerts, picked: readonly number[], range: GridRange): readonly Trait[] {
  const { grids, streets } = city;
  const set = new Set(picked);
  const quarterOf = (row: number): number => Math.floor(minuteOfDay(alerts.columns.raisedAtMs[row] ?? 0) / QUARTER_MINUTES);
  const tallies = [
    tallyGrids('district', city.districts.count, (grid) => grids.district[grid] ?? 0, range, picked),
    tallyGrids('street', streets.count, (grid) => grids.street[grid] ?? 0, range, picked),
    tallyGrids('managingBody', city.managingBodies.length, (grid) => streets.managingBody[grids.street[grid] ?? 0] ?? 0, range, picked),
    tallyGrids('gridKind', DEDICATED_KINDS.length, (grid) => grids.dedicatedKind[grid] ?? 0, range, picked),
    tallyAlerts('alertKind', ALERT_KINDS.length, (row) => alerts.columns.kind[row] ?? 0, alerts, range, set),
    tallyAlerts('alertHours', QUARTERS_OF_DAY, quarterOf, alerts, range, set),
  ];
  // A body that is a district of its own says nothing beside its district.
  const isOwnBody = ({ kind, index }: Trait): boolean => kind !== 'managingBody' || index >= city.districts.count;
  const looked = tallies.flatMap(traitsOf).filter((trait) => trait.inside > 0 && trait.all < trait.allTotal && isOwnBody(trait));
  return looked
    .filter(({ inside, lift }) => inside >= LEAST_INSIDE && lift >= LEAST_LIFT)
    .map((trait) => ({ trait, chance: chanceOfAtLeast(trait) }))
    .filter(({ chance }) => chance * looked.length < SIGNIFICANCE)
    .sort((one, other) => one.chance - other.chance || other.trait.lift - one.trait.lift)
    .slice(0, SHOWN)
    .map(({ trait }) => trait);
}
