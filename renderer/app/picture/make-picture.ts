import type { PictureSource } from '../../stores/map-picture.store.ts';
import { paintSheet, type ScaleWords } from './paint-sheet.ts';
import { withResolution } from './png-resolution.ts';
import type { SheetContent } from './sheet-content.ts';
import { layoutSheet, pixelsPerMillimeter, type SheetFormat } from './sheet-layout.ts';
import { loadSheetFont } from './sheet-pen.ts';

export type MadePicture =
  | { readonly state: 'made'; readonly png: Uint8Array; readonly width: number; readonly height: number }
  /** The finest that this graphics card can draw for this sheet, dots an inch. */
  | { readonly state: 'too-large'; readonly largestDpi: number }
  | { readonly state: 'no-map' };

/** Dots an inch that are spoken of: less than these steps nobody sees. */
const DPI_STEP = 10;

/** The finest resolution, in whole steps, in which a map of this many millimetres has no more pixels a row than that. */
export function largestDpi(largestWidth: number, mapMillimeters: number, format: SheetFormat): number {
  const finest = largestWidth / (mapMillimeters * pixelsPerMillimeter(format, 1));
  return Math.floor(finest / DPI_STEP) * DPI_STEP;
}

/** The map as it is seen, as a sheet of paper. */
export async function makePicture(
  source: PictureSource,
  { format, dpi }: { readonly format: SheetFormat; readonly dpi: number },
  content: SheetContent,
  scale: ScaleWords,
): Promise<MadePicture> {
  const layout = layoutSheet(source.aspect());
  const perMillimeter = pixelsPerMillimeter(format, dpi);
  const words = content.sections.flatMap(({ title, notes, entries }) => [title, ...notes, ...entries.map(({ text }) => text)]);
  await loadSheetFont([
    content.title,
    content.asOf,
    content.watermark,
    ...content.foot,
    ...words,
    scale.length(1000),
    scale.ratio(1),
    '0123456789',
  ]);
  const answer = source.take(Math.round(layout.map.width * perMillimeter));
  if (answer.state === 'no-context') return { state: 'no-map' };
  if (answer.state === 'too-large') return { state: 'too-large', largestDpi: largestDpi(answer.largestWidth, layout.map.width, format) };
  const sheet = paintSheet(layout, perMillimeter, answer.picture, content, scale);
  const blob = await sheet.convertToBlob({ type: 'image/png' });
  const png = await withResolution(new Uint8Array(await blob.arrayBuffer()), dpi);
  return { state: 'made', png, width: sheet.width, height: sheet.height };
}
