import type { AreaTable, City } from '../../../shared/city/city.ts';
import type { LocalProjection } from '../projection.ts';
import { LABEL_LETTERS_A_LINE, LABELS_OF_AREAS, type LabelSpan } from './basemap-style.ts';

/** The room of a name, CSS pixels from the projection's origin at one zoom level. */
export interface LabelBox {
  readonly x: number;
  readonly y: number;
  readonly halfWidth: number;
  readonly halfHeight: number;
}

/** Letters are a little apart, and have a halo. */
const LETTER_WIDTH = 1.02;
const LINE_HEIGHT = 1.2;
const HALO = 1.6;

/** The rooms of names at one zoom after another: whoever looks again at the same is not kept waiting. */
export class LabelBoxes {
  readonly #city: City;
  readonly #projection: LocalProjection;
  #zoom = Number.NaN;
  #boxes: readonly LabelBox[] = [];

  constructor(city: City, projection: LocalProjection) {
    this.#city = city;
    this.#projection = projection;
  }

  at(zoom: number): readonly LabelBox[] {
    if (zoom !== this.#zoom) this.#boxes = labelBoxes(this.#city, this.#projection, zoom);
    this.#zoom = zoom;
    return this.#boxes;
  }
}

/** Where the names of districts and streets stand from a whole zoom level to the next: as many and as large as they become until then. */
function labelBoxes({ districts, streets }: City, projection: LocalProjection, zoom: number): readonly LabelBox[] {
  const levels: readonly (readonly [AreaTable, LabelSpan])[] = [
    [districts, LABELS_OF_AREAS.district],
    [streets, LABELS_OF_AREAS.street],
  ];
  return levels
    .filter(([, span]) => span.minzoom < zoom + 1 && span.maxzoom > zoom)
    .flatMap(([areas, span]) => boxesOf(areas, sizeAt(span, zoom + 1), projection, 2 ** zoom));
}

function sizeAt({ size: [zoom, pixels, nearZoom, nearPixels] }: LabelSpan, at: number): number {
  const share = Math.min(1, Math.max(0, (at - zoom) / (nearZoom - zoom)));
  return pixels + share * (nearPixels - pixels);
}

function boxesOf({ name, labelPoint }: AreaTable, size: number, projection: LocalProjection, scale: number): LabelBox[] {
  return name.map((text, index) => {
    const letters = [...text].length;
    return {
      x: projection.x(labelPoint[2 * index] ?? 0) * scale,
      y: projection.y(labelPoint[2 * index + 1] ?? 0) * scale,
      halfWidth: (Math.min(letters, LABEL_LETTERS_A_LINE) * size * LETTER_WIDTH) / 2 + HALO,
      halfHeight: (Math.ceil(letters / LABEL_LETTERS_A_LINE) * size * LINE_HEIGHT) / 2 + HALO,
    };
  });
}
