import { NOTHING_DUE } from './grid-metric.ts';

/** Values of a metric that somebody asked for: from ≤ value ≤ to, without the ends where they are left out; or grids that have none. */
export type MetricFilter =
  | { readonly kind: 'values'; readonly from: number; readonly to: number; readonly withFrom: boolean; readonly withTo: boolean }
  | { readonly kind: 'noData' }
  | { readonly kind: 'nothingDue' };

const NUMBER = String.raw`([+\-]?\d+(?:\.\d+)?)`;
const COMPARISON = new RegExp(`^(<=|>=|<|>|=)?${NUMBER}$`);
const SPAN = new RegExp(`^${NUMBER}(?:~|\\.\\.|to|–|至|到)${NUMBER}$`);
/** `60-75` is a span; the minus of `-5` is a sign. */
const HYPHEN_SPAN = /^(\d+(?:\.\d+)?)-(\d+(?:\.\d+)?)$/;

/** Chinese and English keyboards write the same in many ways. */
function plain(text: string): string {
  return text
    .normalize('NFKC')
    .toLowerCase()
    .replaceAll(/[\s%‰,]|个百分点|百分点/g, '')
    .replaceAll('−', '-')
    .replaceAll('≤', '<=')
    .replaceAll('≥', '>=')
    .replaceAll(/小于等于|不大于|不超过/g, '<=')
    .replaceAll(/大于等于|不小于|不低于/g, '>=')
    .replaceAll(/小于|低于/g, '<')
    .replaceAll(/大于|高于|超过/g, '>')
    .replaceAll('等于', '=');
}

function between(from: number, to: number): MetricFilter | null {
  return from <= to ? { kind: 'values', from, to, withFrom: true, withTo: true } : null;
}

function compared(operator: string, value: number): MetricFilter {
  const [least, most] = [Number.NEGATIVE_INFINITY, Number.POSITIVE_INFINITY];
  switch (operator) {
    case '<':
      return { kind: 'values', from: least, to: value, withFrom: false, withTo: false };
    case '<=':
      return { kind: 'values', from: least, to: value, withFrom: false, withTo: true };
    case '>':
      return { kind: 'values', from: value, to: most, withFrom: false, withTo: false };
    case '>=':
      return { kind: 'values', from: value, to: most, withFrom: true, withTo: false };
    default:
      return { kind: 'values', from: value, to: value, withFrom: true, withTo: true };
  }
}

/** `< 60 %`, `≥3`, `60-75`, `=0`, `无数据`: null when it is none of these. `factor`: what is typed is this many times the value (100 for percents). */
export function parseMetricFilter(text: string, factor: number): MetricFilter | null {
  const words = plain(text);
  if (words === '无数据' || words === 'nodata') return { kind: 'noData' };
  if (words === '无任务' || words === 'nothingdue') return { kind: 'nothingDue' };
  const span = SPAN.exec(words) ?? HYPHEN_SPAN.exec(words);
  if (span !== null) return between(Number(span[1]) / factor, Number(span[2]) / factor);
  const comparison = COMPARISON.exec(words);
  return comparison === null ? null : compared(comparison[1] ?? '=', Number(comparison[2]) / factor);
}

/** A rate of 3 fifths is 60 %, whatever its last bit. */
const TOLERANCE = 1e-9;

function holds(filter: MetricFilter, value: number): boolean {
  if (filter.kind === 'noData') return Number.isNaN(value);
  if (filter.kind === 'nothingDue') return value === NOTHING_DUE;
  if (!Number.isFinite(value)) return false;
  const { from, to, withFrom, withTo } = filter;
  const above = withFrom ? value >= from - TOLERANCE : value > from + TOLERANCE;
  const below = withTo ? value <= to + TOLERANCE : value < to - TOLERANCE;
  return above && below;
}

/** Grids of a range whose value is asked for, ascending. Grids without a value are only found by asking for them. */
export function filterGrids(filter: MetricFilter, values: Float64Array, range: { readonly from: number; readonly to: number }): number[] {
  const found: number[] = [];
  for (let grid = range.from; grid < range.to; grid++) if (holds(filter, values[grid] ?? Number.NaN)) found.push(grid);
  return found;
}
