import { scaleBar } from '../../lib/scale-bar.ts';
import type { MapPicture } from '../../map/picture/take-picture.ts';
import type { SheetContent, SheetSection } from './sheet-content.ts';
import type { Box, SheetLayout } from './sheet-layout.ts';
import { drawSwatch, INK, QUIET_INK, SheetPen } from './sheet-pen.ts';

/** What the scale says of a length on the ground and of the sheet: `5 km`, `1:150,000`. */
export interface ScaleWords {
  length(meters: number): string;
  /** Metres on the ground a millimetre of the sheet. */
  ratio(metersPerMillimeter: number): string;
}

const TITLE = 5.2;
const HEAD_NOTE = 3.2;
const SECTION = 3.6;
const NOTE = 2.7;
const ENTRY = 3;
const ENTRY_STEP = 5;
const SECTION_GAP = 5;
const COLUMN_GAP = 8;
const WIDEST_ENTRY = 62;
const FOOT = 2.6;
const BAR_LONGEST = 42;
const WATERMARK = { size: 4, stepX: 88, stepY: 46, degrees: -22, color: 'rgb(128 136 146 / 17%)' } as const;

/** The map with everything that makes it a document: title, as-of, legend, scale, maker, and a watermark over all of it. */
export function paintSheet(
  layout: SheetLayout,
  pixelsPerMillimeter: number,
  picture: MapPicture,
  content: SheetContent,
  scale: ScaleWords,
) {
  const { paper, head, map, foot } = layout;
  const canvas = new OffscreenCanvas(Math.round(paper.width * pixelsPerMillimeter), Math.round(paper.height * pixelsPerMillimeter));
  const context = canvas.getContext('2d');
  if (context === null) throw new Error('no canvas for a sheet');
  const pen = new SheetPen(context, pixelsPerMillimeter);
  context.fillStyle = '#fff';
  context.fillRect(0, 0, paper.width, paper.height);
  pen.text(content.title, head.x, head.y + TITLE, { size: TITLE, isStrong: true, maxWidth: head.width });
  pen.text(content.asOf, head.x, head.y + TITLE + 5.4, { size: HEAD_NOTE, color: QUIET_INK, maxWidth: head.width });
  context.drawImage(picture.canvas, map.x, map.y, map.width, map.height);
  context.strokeStyle = QUIET_INK;
  context.strokeRect(map.x, map.y, map.width, map.height);
  paintScale(pen, map, picture.metersWide / map.width, scale);
  paintLegend(pen, layout, content.sections);
  const [left, right] = content.foot;
  const base = foot.y + foot.height;
  pen.line(
    [
      [foot.x, base - 5],
      [foot.x + foot.width, base - 5],
    ],
    QUIET_INK,
  );
  pen.text(left, foot.x, base - 1, { size: FOOT, color: QUIET_INK, maxWidth: foot.width * 0.6 });
  pen.text(right, foot.x + foot.width, base - 1, { size: FOOT, color: QUIET_INK, align: 'right', maxWidth: foot.width * 0.39 });
  paintWatermark(pen, paper, content.watermark);
  return canvas;
}

/** In the map's lower left corner, on paper white. */
function paintScale(pen: SheetPen, map: Box, metersPerMillimeter: number, scale: ScaleWords): void {
  const { meters, pixels: length } = scaleBar(metersPerMillimeter, BAR_LONGEST);
  const [x, y] = [map.x + 4, map.y + map.height - 4];
  const ratio = scale.ratio(metersPerMillimeter);
  pen.context.font = `400 ${FOOT}px sans-serif`;
  const width = Math.max(length, pen.context.measureText(ratio).width + 2);
  pen.context.fillStyle = 'rgb(255 255 255 / 92%)';
  pen.context.fillRect(x - 2, y - 10, width + 4, 12);
  pen.text(ratio, x, y - 6, { size: FOOT });
  pen.line(
    [
      [x, y - 2.4],
      [x, y - 0.6],
      [x + length, y - 0.6],
      [x + length, y - 2.4],
    ],
    INK,
    0.35,
  );
  pen.text(scale.length(meters), x + length / 2, y - 1.4, { size: FOOT, align: 'center' });
}

function paintLegend(pen: SheetPen, { legend, legendColumns }: SheetLayout, sections: readonly SheetSection[]): void {
  const width = (legend.width - (legendColumns - 1) * COLUMN_GAP) / legendColumns;
  let y = legend.y;
  sections.forEach((section, index) => {
    const x = legendColumns === 1 ? legend.x : legend.x + index * (width + COLUMN_GAP);
    const end = paintSection(pen, section, x, legendColumns === 1 ? y : legend.y, width);
    y = end + SECTION_GAP;
  });
}

/** Answers where it ends. */
function paintSection(pen: SheetPen, { title, notes, entries }: SheetSection, x: number, top: number, width: number): number {
  let y = top + SECTION;
  pen.text(title, x, y, { size: SECTION, isStrong: true, maxWidth: width });
  for (const note of notes.flatMap((text) => pen.lines(text, width, NOTE))) {
    y += NOTE * 1.5;
    pen.text(note, x, y, { size: NOTE, color: QUIET_INK });
  }
  y += 2;
  const right = x + Math.min(width, WIDEST_ENTRY);
  for (const { swatch, text, count } of entries) {
    drawSwatch(pen, swatch, x, y + 0.6);
    if (count === '') {
      for (const line of pen.lines(text, right - x - 8, ENTRY)) {
        pen.text(line, x + 8, y + 3.3, { size: ENTRY });
        y += ENTRY_STEP;
      }
      continue;
    }
    pen.text(text, x + 8, y + 3.3, { size: ENTRY, maxWidth: right - x - 22 });
    pen.text(count, right, y + 3.3, { size: ENTRY, color: QUIET_INK, align: 'right' });
    y += ENTRY_STEP;
  }
  return y;
}

/** User and time across the sheet, over the map too, too light to hide anything. */
function paintWatermark({ context }: SheetPen, paper: SheetLayout['paper'], text: string): void {
  context.font = `400 ${WATERMARK.size}px "Noto Sans SC Variable", sans-serif`;
  context.fillStyle = WATERMARK.color;
  context.textAlign = 'left';
  for (let row = 0; row * WATERMARK.stepY < paper.height + WATERMARK.stepY; row++) {
    for (let x = row % 2 === 0 ? -20 : -20 - WATERMARK.stepX / 2; x < paper.width; x += WATERMARK.stepX) {
      context.save();
      context.translate(x, row * WATERMARK.stepY + 20);
      context.rotate((WATERMARK.degrees * Math.PI) / 180);
      context.fillText(text, 0, 0);
      context.restore();
    }
  }
}
