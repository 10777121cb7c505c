import type { Box } from './paper-projection.ts';

export interface LabelRequest {
  readonly text: string;
  /** Said instead where the text itself does not fit. */
  readonly shortText: string;
  readonly x: number;
  readonly y: number;
}

/** Middle of a label that fits, in CSS pixels. */
export interface PlacedLabel {
  readonly text: string;
  readonly x: number;
  readonly y: number;
  readonly width: number;
}

export interface LabelFrame {
  readonly frame: Box;
  readonly fontSize: number;
  /** Corners that something else stands in: scale bar, north. */
  readonly taken: readonly Box[];
}

/** Room around a text, in parts of the font size. */
const PADDING = 0.12;
/** Where a label may stand instead of on its point, in parts of the font size; the nearest come first. */
const SHIFTS: readonly (readonly [number, number])[] = [
  [0, 0],
  [0, -0.7],
  [0, 0.7],
  [-1, 0],
  [1, 0],
  [-1, -0.8],
  [1, -0.8],
  [-1, 0.8],
  [1, 0.8],
  [0, -1.5],
  [0, 1.5],
  [-2, 0],
  [2, 0],
  [-1.8, -1.5],
  [1.8, -1.5],
  [-1.8, 1.5],
  [1.8, 1.5],
];

/** Width of a text in parts of its font size: Chinese characters are square, the others about half of that. */
function widthOf(text: string): number {
  let width = 0;
  for (const character of text) width += (character.codePointAt(0) ?? 0) > 0x2e80 ? 1 : 0.58;
  return width;
}

function overlaps(a: Box, b: Box): boolean {
  return a.left < b.right && b.left < a.right && a.top < b.bottom && b.top < a.bottom;
}

function boxAround(x: number, y: number, width: number, fontSize: number): Box {
  const half = { x: width / 2, y: fontSize * (0.5 + PADDING) };
  return { left: x - half.x, right: x + half.x, top: y - half.y, bottom: y + half.y };
}

/**
 * Places the most important labels first, each on its point or near it, in full or in short, so that no two overlap and none leaves the frame.
 * What fits nowhere is left out.
 */
export function placeLabels(requests: readonly LabelRequest[], { frame, fontSize, taken: corners }: LabelFrame): PlacedLabel[] {
  const taken: Box[] = [...corners];
  const placed: PlacedLabel[] = [];
  for (const request of requests) {
    const spot = candidates(request, fontSize).find(({ box }) => isFree(box, frame, taken));
    if (spot === undefined) continue;
    taken.push(spot.box);
    placed.push(spot.label);
  }
  return placed;
}

function candidates({ text, shortText, x, y }: LabelRequest, fontSize: number): { label: PlacedLabel; box: Box }[] {
  return [text, shortText].flatMap((words) => {
    const width = (widthOf(words) + 2 * PADDING) * fontSize;
    return SHIFTS.map(([right, down]) => {
      const label = { text: words, x: x + right * fontSize, y: y + down * fontSize, width };
      return { label, box: boxAround(label.x, label.y, width, fontSize) };
    });
  });
}

function isFree(box: Box, frame: Box, taken: readonly Box[]): boolean {
  const inside = box.left >= frame.left && box.top >= frame.top && box.right <= frame.right && box.bottom <= frame.bottom;
  return inside && !taken.some((other) => overlaps(box, other));
}
