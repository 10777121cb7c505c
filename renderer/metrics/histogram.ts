/** How often values occur, in bars of equal width. */
export interface Histogram {
  /** Ends of the axis; the last bar also holds what lies beyond it. */
  readonly from: number;
  readonly to: number;
  readonly bars: Uint32Array;
  /** Values that are numbers: what is no data or nothing due stands in the legend. */
  readonly total: number;
}

/** A few extreme grids would press all others into one bar: the axis ends here, and its last bar takes them in. */
const SHOWN_QUANTILE = 0.995;

/** The axis always reaches over the breaks. `range` is what the metric can be at all. */
export function histogramOf(
  values: Float64Array,
  breaks: readonly number[],
  range: { readonly from: number; readonly to: number },
  barCount: number,
): Histogram {
  const numbers = values.filter(Number.isFinite).sort();
  const [least = 0, most = 1] = [numbers[0], numbers[Math.floor((numbers.length - 1) * SHOWN_QUANTILE)]];
  const firstBreak = breaks[0] ?? least;
  const lastBreak = breaks[breaks.length - 1] ?? most;
  const margin = Math.max(lastBreak - firstBreak, Math.abs(lastBreak), 1e-3) * 0.15;
  const from = Math.max(range.from, Math.min(least, firstBreak - margin));
  const to = Math.min(range.to, Math.max(most, lastBreak + margin));
  const bars = new Uint32Array(barCount);
  const scale = barCount / (to - from);
  for (const value of numbers) {
    const bar = Math.min(barCount - 1, Math.max(0, Math.floor((value - from) * scale)));
    bars[bar] = (bars[bar] ?? 0) + 1;
  }
  return { from, to, bars, total: numbers.length };
}
