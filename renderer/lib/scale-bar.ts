export interface ScaleBar {
  readonly meters: number;
  readonly pixels: number;
}

const STEPS = [5, 2, 1];

/** The longest of 1, 2, 5 × 10ⁿ metres that is no longer than `maximumPixels`. */
export function scaleBar(metersPerPixel: number, maximumPixels: number): ScaleBar {
  const maximum = metersPerPixel * maximumPixels;
  const power = 10 ** Math.floor(Math.log10(maximum));
  const meters = (STEPS.find((step) => step * power <= maximum) ?? 1) * power;
  return { meters, pixels: meters / metersPerPixel };
}
