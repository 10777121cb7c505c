/** Millimetres on a sheet of A4: A3 is the same sheet, enlarged. */
export interface Box {
  readonly x: number;
  readonly y: number;
  readonly width: number;
  readonly height: number;
}

export interface SheetLayout {
  readonly paper: { readonly width: number; readonly height: number };
  readonly head: Box;
  readonly map: Box;
  readonly legend: Box;
  /** Columns of the legend's sections: beside the map they stand under one another, below it side by side. */
  readonly legendColumns: 1 | 3;
  readonly foot: Box;
}

export const SHEET_FORMATS = ['a4', 'a3'] as const;
export type SheetFormat = (typeof SHEET_FORMATS)[number];

export const PRINT_DPI = 300;
const MM_PER_INCH = 25.4;
const SHORT_SIDE = 210;
const LONG_SIDE = 297;
const MARGIN = 10;
const HEAD = 15;
const FOOT = 9;
const GAP = 5;
const LEGEND_WIDTH = 58;
const LEGEND_HEIGHT = 42;

/** Pixels a millimetre of the A4 sheet: one of A3 is √2 of them long. */
export function pixelsPerMillimeter(format: SheetFormat, dpi: number): number {
  return (dpi / MM_PER_INCH) * (format === 'a3' ? Math.SQRT2 : 1);
}

/** The largest box of this shape that fits. */
function fitted(aspect: number, width: number, height: number): { readonly width: number; readonly height: number } {
  return width / height > aspect ? { width: height * aspect, height } : { width, height: width / aspect };
}

/**
 * Where everything stands: the paper lies or stands as the map does, and the legend stands beside or below it, whichever leaves the map more room.
 * @param aspect of the map, width over height
 */
export function layoutSheet(aspect: number): SheetLayout {
  const paper = aspect >= 1 ? { width: LONG_SIDE, height: SHORT_SIDE } : { width: SHORT_SIDE, height: LONG_SIDE };
  const [width, height] = [paper.width - 2 * MARGIN, paper.height - 2 * MARGIN];
  const top = MARGIN + HEAD;
  const room = height - HEAD - FOOT;
  const beside = fitted(aspect, width - LEGEND_WIDTH - GAP, room);
  const below = fitted(aspect, width, room - LEGEND_HEIGHT - GAP);
  const isBeside = beside.width * beside.height >= below.width * below.height;
  const map = { x: MARGIN, y: top, ...(isBeside ? beside : below) };
  const legend = isBeside
    ? { x: MARGIN + map.width + GAP, y: top, width: width - map.width - GAP, height: room }
    : { x: MARGIN, y: top + map.height + GAP, width, height: room - map.height - GAP };
  return {
    paper,
    head: { x: MARGIN, y: MARGIN, width, height: HEAD },
    map,
    legend,
    legendColumns: isBeside ? 1 : 3,
    foot: { x: MARGIN, y: paper.height - MARGIN - FOOT, width, height: FOOT },
  };
}
