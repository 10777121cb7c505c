/** The straight line nearest to a row of readings. */
export interface TrendLine {
  /** Change in one unit of x. */
  readonly slope: number;
  /** Half the width of the slope's 95 % interval; as good as endless for fewer than three readings. */
  readonly margin: number;
}

const NORMAL_95 = 1.96;

/** Ordinary least squares; the interval takes the scatter around the line as independent from reading to reading. */
export function trendLine(points: readonly { readonly x: number; readonly y: number }[]): TrendLine {
  const mean = (of: (point: { readonly x: number; readonly y: number }) => number): number =>
    points.reduce((sum, point) => sum + of(point), 0) / points.length;
  const [middleX, middleY] = [mean(({ x }) => x), mean(({ y }) => y)];
  const spread = points.reduce((sum, { x }) => sum + (x - middleX) ** 2, 0);
  if (points.length < 3 || spread === 0) return { slope: 0, margin: Number.POSITIVE_INFINITY };
  const slope = points.reduce((sum, { x, y }) => sum + (x - middleX) * (y - middleY), 0) / spread;
  const scatter = points.reduce((sum, { x, y }) => sum + (y - middleY - slope * (x - middleX)) ** 2, 0) / (points.length - 2);
  return { slope, margin: NORMAL_95 * Math.sqrt(scatter / spread) };
}
