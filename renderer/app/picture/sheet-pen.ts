import type { LegendSwatch } from '../../map/layers/legend.ts';

const FAMILY = '"Noto Sans SC Variable", sans-serif';
export const INK = '#111820';
export const QUIET_INK = '#55616e';
const HAIRLINE = 0.2;

export interface TextStyle {
  /** Millimetres. */
  readonly size: number;
  readonly isStrong?: boolean;
  readonly color?: string;
  readonly align?: 'left' | 'center' | 'right';
  /** Longer texts end in an ellipsis. */
  readonly maxWidth?: number;
}

/** Draws on a sheet in millimetres. */
export class SheetPen {
  readonly context: OffscreenCanvasRenderingContext2D;

  constructor(context: OffscreenCanvasRenderingContext2D, pixelsPerMillimeter: number) {
    this.context = context;
    context.scale(pixelsPerMillimeter, pixelsPerMillimeter);
    context.textBaseline = 'alphabetic';
    context.lineWidth = HAIRLINE;
  }

  /** `y` is the base line. */
  text(text: string, x: number, y: number, { size, isStrong = false, color = INK, align = 'left', maxWidth = Infinity }: TextStyle): void {
    const { context } = this;
    context.font = fontOf(size, isStrong);
    context.fillStyle = color;
    context.textAlign = align;
    context.fillText(this.#fitted(text, maxWidth), x, y);
  }

  /** The lines of a text that is broken anywhere, as Chinese is; English at its blanks. */
  lines(text: string, maxWidth: number, size: number): readonly string[] {
    this.context.font = fontOf(size, false);
    const lines: string[] = [];
    let line = '';
    for (const word of text.match(/[\w<>≥%.,&'’()-]+\s*|./gu) ?? []) {
      if (line !== '' && this.context.measureText(line + word).width > maxWidth) {
        lines.push(line.trimEnd());
        line = '';
      }
      line += word;
    }
    return line === '' ? lines : [...lines, line.trimEnd()];
  }

  line(points: readonly (readonly [x: number, y: number])[], color: string, width = HAIRLINE): void {
    const { context } = this;
    context.beginPath();
    for (const [x, y] of points) context.lineTo(x, y);
    context.strokeStyle = color;
    context.lineWidth = width;
    context.stroke();
  }

  #fitted(text: string, maxWidth: number): string {
    if (this.context.measureText(text).width <= maxWidth) return text;
    let length = text.length - 1;
    while (length > 0 && this.context.measureText(`${text.slice(0, length)}…`).width > maxWidth) length--;
    return `${text.slice(0, length)}…`;
  }
}

function fontOf(size: number, isStrong: boolean): string {
  return `${isStrong ? 700 : 400} ${size}px ${FAMILY}`;
}

/** What is written has to be loaded before: a canvas does not wait for its font. */
export async function loadSheetFont(texts: readonly string[]): Promise<void> {
  const characters = texts.join('');
  await Promise.all([400, 700].map((weight) => document.fonts.load(`${weight} 24px ${FAMILY}`, characters)));
}

const SWATCH = { width: 6, height: 3.2 } as const;

/** A class as it looks on the map; its upper left corner at x, y. */
export function drawSwatch(pen: SheetPen, swatch: LegendSwatch, x: number, y: number): void {
  const { context } = pen;
  const { width, height } = SWATCH;
  if (swatch.kind === 'ramp') return drawRamp(pen, swatch.colors, x, y);
  if (swatch.kind === 'hexagon' || swatch.kind === 'disc') return drawFigure(pen, swatch, x + width / 2, y + height / 2);
  if (swatch.kind === 'level' || swatch.kind === 'arrow' || swatch.kind === 'ring')
    return drawMark(pen, swatch, x + width / 2, y + height / 2);
  context.save();
  context.beginPath();
  context.rect(x, y, width, height);
  context.fillStyle = swatch.color;
  if (swatch.kind === 'fill') context.fill();
  // What is drawn over a map in the colour of its writing is drawn in ink on paper.
  context.strokeStyle = swatch.kind === 'fill' || swatch.kind === 'dashed' ? QUIET_INK : swatch.color;
  context.lineWidth = swatch.kind === 'fill' ? 0.1 : 0.3;
  context.setLineDash(swatch.kind === 'dashed' ? [1, 0.6] : []);
  context.stroke();
  context.clip();
  if (swatch.kind === 'hatch')
    for (let at = -height; at < width; at += 1.2)
      pen.line(
        [
          [x + at, y + height],
          [x + at + height, y],
        ],
        swatch.color,
        0.3,
      );
  context.restore();
}

function drawRamp({ context }: SheetPen, colors: readonly string[], x: number, y: number): void {
  const step = SWATCH.width / colors.length;
  colors.forEach((color, index) => {
    context.fillStyle = color;
    context.fillRect(x + index * step, y, step, SWATCH.height);
  });
}

/** A figure as it stands on the map, with a number that is none in particular, around a middle. */
function drawFigure(pen: SheetPen, swatch: LegendSwatch & { readonly kind: 'hexagon' | 'disc' }, x: number, y: number): void {
  const { context } = pen;
  const radius = 2.1;
  const corners = swatch.kind === 'disc' ? 48 : 6;
  context.beginPath();
  for (let corner = 0; corner < corners; corner++) {
    const angle = (2 * Math.PI * corner) / corners;
    context.lineTo(x + radius * Math.sin(angle), y - radius * Math.cos(angle));
  }
  context.closePath();
  context.fillStyle = swatch.fill;
  context.fill();
  // A disc has no edge on the map; on white paper it needs one.
  context.strokeStyle = swatch.kind === 'disc' ? QUIET_INK : swatch.color;
  context.lineWidth = swatch.kind === 'disc' ? 0.1 : 0.45;
  context.stroke();
  pen.text('9', x, y + 0.85, { size: 2.4, isStrong: true, color: swatch.ink, align: 'center' });
}

/** ◆ ▲ ■ ● by level, an arrow for workers: corners around the middle, millimetres. */
const MARKS: Readonly<Record<'arrow' | 0 | 1 | 2, readonly (readonly [x: number, y: number])[]>> = {
  0: [
    [0, -1.8],
    [1.8, 0],
    [0, 1.8],
    [-1.8, 0],
  ],
  1: [
    [0, -1.6],
    [1.8, 1.4],
    [-1.8, 1.4],
  ],
  2: [
    [-1.4, -1.4],
    [1.4, -1.4],
    [1.4, 1.4],
    [-1.4, 1.4],
  ],
  arrow: [
    [0, -1.8],
    [1.3, 1.6],
    [0, 0.9],
    [-1.3, 1.6],
  ],
};

/** Null for a disc and a ring. */
function cornersOf(swatch: LegendSwatch) {
  if (swatch.kind !== 'level') return swatch.kind === 'ring' ? null : MARKS.arrow;
  return swatch.level === 3 ? null : MARKS[swatch.level === 0 ? 0 : swatch.level === 1 ? 1 : 2];
}

function drawMark({ context }: SheetPen, swatch: LegendSwatch, x: number, y: number): void {
  const corners = cornersOf(swatch);
  context.beginPath();
  if (corners === null) context.arc(x, y, 1.5, 0, 2 * Math.PI);
  else for (const [toX, toY] of corners) context.lineTo(x + toX, y + toY);
  // Turned the other way round, it stays open.
  if (swatch.kind === 'ring') context.arc(x, y, 0.8, 0, 2 * Math.PI, true);
  context.closePath();
  context.fillStyle = swatch.color;
  context.fill();
}
