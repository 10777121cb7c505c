/** How far the picture wanders, CSS pixels to each side. */
export const SHIFT_PIXELS = 3;
const STEP_MS = 60_000;

/**
 * Where the whole picture stands at a moment, against burn-in: one pixel a minute along a square around its place, so that it is nowhere longer than
 * elsewhere and nobody sees it move. The layout is smaller than the window by the same margin: nothing is ever cut off, and no bar to scroll appears.
 */
export function pixelShiftAt(nowMs: number): { readonly x: number; readonly y: number } {
  const side = 2 * SHIFT_PIXELS;
  const step = Math.floor(nowMs / STEP_MS) % (4 * side);
  const along = step % side;
  switch (Math.floor(step / side)) {
    case 0:
      return { x: along - SHIFT_PIXELS, y: -SHIFT_PIXELS };
    case 1:
      return { x: SHIFT_PIXELS, y: along - SHIFT_PIXELS };
    case 2:
      return { x: SHIFT_PIXELS - along, y: SHIFT_PIXELS };
    default:
      return { x: -SHIFT_PIXELS, y: SHIFT_PIXELS - along };
  }
}
