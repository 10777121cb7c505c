/** Width of the drawing's own coordinates; its height is 100. */
export const WIDTH = 960;
/** The line leaves room above for labels. */
const TOP = 10;

export function stepToX(step: number, steps: number): number {
  return (step / steps) * WIDTH;
}

/** 0 % lies on the ground, 100 % under the labels. */
export function rateToY(rate: number): number {
  return 100 - rate * (100 - TOP);
}

/** A line through the middle of every step that has a rate; a gap where there is none. */
export function linePath(rates: readonly (number | null)[]): string {
  let path = '';
  let isDrawing = false;
  for (const [step, rate] of rates.entries()) {
    if (rate !== null) path += `${isDrawing ? 'L' : 'M'}${stepToX(step + 0.5, rates.length).toFixed(1)} ${rateToY(rate).toFixed(1)}`;
    isDrawing = rate !== null;
  }
  return path;
}
