import type { City } from '../../shared/city/city.ts';
import { breaksFor, type Classing, classOf } from '../../shared/domain/classing.ts';
import type { MetricId } from '../../shared/domain/metrics.ts';
import { CHOROPLETH_CLASS_COUNT } from '../../shared/domain/palettes.ts';
import type { RateRule } from '../../shared/domain/rates.ts';
import type { LiveData } from '../data/live-data.ts';
import { type GridMetric, NOTHING_DUE } from './grid-metric.ts';
import { METRICS } from './index.ts';

/** Classes of grids beside those of their values. */
export const NO_DATA_CLASS = 254;
export const NOTHING_DUE_CLASS = 255;

/** What a map shows: a metric under a rule, in classes. */
export interface MetricView {
  readonly metric: MetricId;
  readonly rule: RateRule;
  readonly classing: Classing;
}

/**
 * All grids by one metric. Layer, legend, histogram, filter and tables read the same one. Other contents are another object, but in the same arrays:
 * these hold until the next change of the data.
 */
export interface Choropleth {
  readonly metric: GridMetric;
  readonly values: Float64Array;
  /** A byte a grid: 0 … breaks.length from low to high values, NO_DATA_CLASS or NOTHING_DUE_CLASS. */
  readonly classes: Uint8Array;
  readonly breaks: readonly number[];
  /** Grids in each of the breaks.length + 1 classes. */
  readonly counts: readonly number[];
  readonly noData: number;
  readonly nothingDue: number;
}

/** Which of the palette's colours a class takes: fewer classes keep both ends of the ramp. */
export function paletteSlotOf(gridClass: number, classCount: number, { first }: Pick<GridMetric, 'first'>): number {
  const last = CHOROPLETH_CLASS_COUNT - 1;
  const slot = classCount <= 1 ? last : Math.round((Math.min(gridClass, classCount - 1) * last) / (classCount - 1));
  // A single class is nobody's worst.
  return first === 'highest' && classCount > 1 ? last - slot : slot;
}

/** Sorts values into the classes between ascending breaks, in place. Answers the grids of each class, by its number. */
function classify(values: Float64Array, breaks: readonly number[], classes: Uint8Array): Uint32Array {
  const counts = new Uint32Array(256);
  for (let grid = 0; grid < values.length; grid++) {
    const value = values[grid] ?? Number.NaN;
    const gridClass = value === NOTHING_DUE ? NOTHING_DUE_CLASS : Number.isNaN(value) ? NO_DATA_CLASS : classOf(value, breaks);
    classes[grid] = gridClass;
    counts[gridClass] = (counts[gridClass] ?? 0) + 1;
  }
  return counts;
}

/** Breaks that follow the data are held this long, so that colours do not wander with every change. */
const BREAKS_HELD_MS = 10_000;

/** One view's arrays, kept so that recolouring leaves no garbage, and what they were made from. */
class ViewOfGrids {
  readonly #source: { readonly city: City; readonly live: LiveData };
  readonly #metric: GridMetric;
  readonly #view: MetricView;
  readonly #values: Float64Array;
  readonly #classes: Uint8Array;
  #madeFrom = '';
  #made: Choropleth | null = null;
  #breaks: readonly number[] = [];
  #breaksMadeAtMs = Number.NEGATIVE_INFINITY;
  #breaksMadeFrom = '';

  constructor(city: City, live: LiveData, view: MetricView) {
    this.#source = { city, live };
    this.#metric = METRICS[view.metric];
    this.#view = view;
    this.#values = new Float64Array(city.grids.count);
    this.#classes = new Uint8Array(city.grids.count);
  }

  current(): Choropleth {
    const { live } = this.#source;
    const { inputs, clockStepMs } = this.#metric;
    const clock = clockStepMs === undefined ? 0 : Math.floor(live.status.nowMs() / clockStepMs);
    const from = `${inputs.map((name) => live[name].revision).join()} ${clock}`;
    if (this.#made !== null && from === this.#madeFrom) return this.#made;
    this.#madeFrom = from;
    this.#metric.write(this.#source, this.#view.rule, this.#values);
    const breaks = this.#breaksNow();
    const counts = classify(this.#values, breaks, this.#classes);
    this.#made = {
      metric: this.#metric,
      values: this.#values,
      classes: this.#classes,
      breaks,
      counts: [...counts.subarray(0, breaks.length + 1)],
      noData: counts[NO_DATA_CLASS] ?? 0,
      nothingDue: counts[NOTHING_DUE_CLASS] ?? 0,
    };
    return this.#made;
  }

  #breaksNow(): readonly number[] {
    const { classing } = this.#view;
    if (classing.method === 'manual') return classing.manualBreaks;
    // Another list of batches is another question.
    const from = `${this.#source.live.coverage.batchIds.join()} ${this.#values.some(Number.isFinite)}`;
    const nowMs = performance.now();
    if (from === this.#breaksMadeFrom && nowMs - this.#breaksMadeAtMs < BREAKS_HELD_MS) return this.#breaks;
    this.#breaksMadeFrom = from;
    this.#breaksMadeAtMs = nowMs;
    const isSymmetric = this.#metric.palette === 'change';
    this.#breaks = breaksFor(classing, this.#values, CHOROPLETH_CLASS_COUNT, isSymmetric);
    return this.#breaks;
  }
}

/** Two maps side by side, and one that was looked at just before. */
const VIEWS_KEPT = 4;

class ChoroplethBook {
  readonly #city: City;
  readonly #live: LiveData;
  readonly #views = new Map<string, ViewOfGrids>();

  constructor(city: City, live: LiveData) {
    this.#city = city;
    this.#live = live;
  }

  of(view: MetricView): Choropleth {
    const { metric, rule, classing } = view;
    const key = `${metric} ${METRICS[metric].hasRule ? rule : ''} ${classing.method} ${classing.method === 'manual' ? classing.manualBreaks.join() : ''}`;
    const kept = this.#views.get(key) ?? new ViewOfGrids(this.#city, this.#live, view);
    this.#views.delete(key);
    this.#views.set(key, kept);
    const [oldest] = this.#views.keys();
    if (this.#views.size > VIEWS_KEPT && oldest !== undefined) this.#views.delete(oldest);
    return kept.current();
  }
}

const BOOKS = new WeakMap<LiveData, ChoroplethBook>();

/** The grids by a metric as the data stands now: counted once a change, however many maps and panels ask. */
export function choroplethOf(city: City, live: LiveData, view: MetricView): Choropleth {
  let book = BOOKS.get(live);
  if (book === undefined) {
    book = new ChoroplethBook(city, live);
    BOOKS.set(live, book);
  }
  return book.of(view);
}
