import { type BenchReport, show } from '../harness.ts';
import type { Figures, Measured } from './measure-subject.ts';
import type { BenchSubject } from './subjects.ts';

interface Row {
  readonly title: string;
  readonly unit: string;
  /** Undefined where the subject did not get there. */
  of(figures: Figures): number | undefined;
  /** At most so many times the floor; held by the application's layers. */
  readonly mostTimes?: number;
  /** At most so much, whatever the floor. */
  readonly most?: number;
}

/** The goals of the map, and beside main-thread CPU the time that passed. */
const ROWS: readonly Row[] = [
  { title: 'first complete frame, main thread', unit: 'ms', of: ({ firstMs }) => firstMs, mostTimes: 1.4 },
  { title: 'first complete frame, passed', unit: 'ms', of: ({ firstWallMs }) => firstWallMs },
  { title: 'first complete frame, graphics process', unit: 'ms', of: ({ firstGraphicsMs }) => firstGraphicsMs },
  { title: 'recolour all grids, main thread', unit: 'ms', of: ({ recolour }) => recolour?.p50Ms, mostTimes: 2 },
  { title: 'recolour all grids, passed', unit: 'ms', of: ({ recolour }) => recolour?.wallMs },
  { title: 'pan the city, main thread p50', unit: 'ms/frame', of: ({ pan }) => pan?.p50Ms, mostTimes: 3.5 },
  { title: 'pan the city, main thread p95', unit: 'ms/frame', of: ({ pan }) => pan?.p95Ms, mostTimes: 8 },
  { title: 'pan the city, passed', unit: 'ms/frame', of: ({ pan }) => pan?.wallMs },
  { title: 'pan the city, graphics process', unit: 'ms/frame', of: ({ pan }) => pan?.graphicsMs, mostTimes: 2.2 },
  { title: 'zoom near, main thread p50', unit: 'ms/frame', of: ({ zoom }) => zoom?.p50Ms, mostTimes: 3.5 },
  { title: 'zoom near, main thread p95', unit: 'ms/frame', of: ({ zoom }) => zoom?.p95Ms, mostTimes: 8 },
  { title: 'zoom near, passed', unit: 'ms/frame', of: ({ zoom }) => zoom?.wallMs },
  { title: 'zoom near, graphics process', unit: 'ms/frame', of: ({ zoom }) => zoom?.graphicsMs, mostTimes: 2.2 },
  { title: 'move 7,000 workers, main thread', unit: 'ms', of: ({ move }) => move?.p50Ms, mostTimes: 2 },
  { title: 'move 7,000 workers, passed', unit: 'ms', of: ({ move }) => move?.wallMs },
  { title: 'pick a grid', unit: 'µs', of: ({ pickMicroseconds }) => pickMicroseconds, most: 100 },
  { title: 'idle, main thread', unit: 'ms/s', of: ({ idleMs }) => idleMs },
  { title: 'JavaScript heap and buffers', unit: 'MB', of: ({ heapMegabytes }) => heapMegabytes, most: 20 },
];

type Results = ReadonlyMap<string, Measured | string>;

function figuresOf(results: Results, page: string): Figures | null {
  const result = results.get(page);
  return typeof result === 'object' ? result.figures : null;
}

/** A column a subject: its figure and, in brackets, how many times the floor that is. */
export function tableOf(subjects: readonly BenchSubject[], results: Results) {
  const floor = figuresOf(results, 'floor');
  const cellOf = ({ of }: Row, { page, role }: BenchSubject): string => {
    const figures = figuresOf(results, page);
    if (figures === null) return '–';
    const value = of(figures);
    if (value === undefined) return '–';
    const least = role === 'floor' || floor === null ? undefined : of(floor);
    return least === undefined ? show(value) : `${show(value)} (${(value / least).toFixed(1)})`;
  };
  const failed = subjects.map(({ page }) => {
    const result = results.get(page);
    return typeof result === 'object' ? (result.unfinished ?? '') : (result ?? '');
  });
  return {
    head: ['', ...subjects.map(({ title }) => title)],
    rows: [
      ...ROWS.map((row) => [`${row.title}, ${row.unit}`, ...subjects.map((subject) => cellOf(row, subject))]),
      ...(failed.some((reason) => reason !== '') ? [['did not finish', ...failed]] : []),
    ],
  };
}

/** Goals of the application's layers, and every other figure without one. */
export function addFigures(report: BenchReport, title: string, subjects: readonly BenchSubject[], results: Results): void {
  const floor = figuresOf(results, 'floor');
  for (const { page, title: subject } of subjects) {
    const figures = figuresOf(results, page);
    if (figures === null) continue;
    for (const { title: row, unit, of, mostTimes, most } of ROWS) {
      const value = of(figures);
      if (value === undefined) continue;
      const least = floor === null ? undefined : of(floor);
      const limit = page !== 'layers' || least === undefined ? undefined : mostTimes === undefined ? most : mostTimes * least;
      const name = `${title}, ${subject}: ${row}`;
      report.figure(limit === undefined ? { name, value, unit, isDetail: true } : { name, value, unit, limit });
    }
  }
}
