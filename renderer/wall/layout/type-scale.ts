/** Width and height in CSS pixels. */
export interface Size {
  readonly width: number;
  readonly height: number;
}

export interface Viewing {
  readonly viewingDistanceMeters: number;
  readonly shortSideMeters: number;
}

/** Columns side by side, with the core districts as a map of their own where there is room, or one part above the other. */
export type WallShape = 'tall' | 'standard' | 'wide';

/** Height of a character that can be read without effort, as an angle: 16 minutes of arc, the least that ISO 9241-303 allows for reading. */
const LEAST_ANGLE_RADIANS = ((16 / 60) * Math.PI) / 180;
/** However near somebody stands, the fonts of a screen are not legible below. */
const LEAST_PIXELS = 12;
/** What every layout needs of the display in sizes of its smallest text: rows along the shorter side, and columns with a map between them. */
const LEAST_ROWS = 26;
const LEAST_WIDTH: { readonly [Shape in WallShape]: number } = { tall: 44, standard: 76, wide: 100 };

/**
 * Size of the smallest text of a wall in CSS pixels:
 *
 *   pixels = distance × tan(16′) ÷ pixel pitch,   pixel pitch = shorter side in metres ÷ shorter side in pixels
 *
 * At 5 m before a display whose shorter side is 1.15 m that is 22 pixels at 1080 lines and 44 at 2160 (look.md). A display that is too small for its
 * distance gets the largest text that its layout has room for.
 */
export function smallestTextPixels(size: Size, { viewingDistanceMeters, shortSideMeters }: Viewing): number {
  const lines = Math.min(size.width, size.height);
  const wanted = (viewingDistanceMeters * Math.tan(LEAST_ANGLE_RADIANS) * lines) / shortSideMeters;
  return Math.max(LEAST_PIXELS, Math.min(wanted, lines / LEAST_ROWS, size.width / LEAST_WIDTH[wallShapeOf(size)]));
}

/** From how far the smallest text of a display can be read, metres. */
export function readableMeters(size: Size, viewing: Viewing): number {
  const pitch = viewing.shortSideMeters / Math.min(size.width, size.height);
  return (smallestTextPixels(size, viewing) * pitch) / Math.tan(LEAST_ANGLE_RADIANS);
}

const WIDE_RATIO = 2.6;

/** Which of the three layouts a display has: columns side by side, with the core districts as a map of their own, or one above the other. */
export function wallShapeOf({ width, height }: Size): WallShape {
  if (height > width) return 'tall';
  return width / height >= WIDE_RATIO ? 'wide' : 'standard';
}
