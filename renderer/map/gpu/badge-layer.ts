import type { Device, Texture } from '@luma.gl/core';
import { BADGE_FRAGMENT, BADGE_PARTS, BADGE_VERTEX, type BadgePart } from './badge-shaders.ts';
import { createDigitAtlas } from './digit-atlas.ts';
import type { RowBuffer } from './instance-buffer.ts';
import type { LeanFrame } from './lean-layer.ts';
import { type RowDrawing, type RowScene, RowsLayer } from './rows-layer.ts';

/** Words a badge: x, y (float32 offsets), radius (float32), count (uint32), look (uint32). */
export const BADGE_WORDS = 5;
export const BADGE_SHAPES = ['hexagon', 'disc'] as const;

/** Packs fill, ring and text colours (numbers of the table), the fill's opacity, 0…15, and whether the badge steps back. */
export function badgeLook(fill: number, ring: number, text: number, opacity: number, isQuiet: boolean): number {
  return fill | (ring << 4) | (text << 8) | (opacity << 12) | (isQuiet ? 1 << 16 : 0);
}

interface Badge {
  readonly x: number;
  readonly y: number;
  readonly radius: number;
  /** The figure in it. */
  readonly count: number;
  /** See `badgeLook`. */
  readonly look: number;
}

export function writeBadge(rows: RowBuffer, row: number, { x, y, radius, count, look }: Badge): void {
  const at = row * BADGE_WORDS;
  rows.floats[at] = x;
  rows.floats[at + 1] = y;
  rows.floats[at + 2] = radius;
  rows.integers[at + 3] = count;
  rows.integers[at + 4] = look;
}

/** Figures standing on the map: hexagons of alerts, discs of workers. */
export interface BadgeScene extends RowScene {
  readonly shape: (typeof BADGE_SHAPES)[number];
  /** The whole when left out. */
  readonly part?: BadgePart;
  /** Hexagons fill their place on the map: their radius is in common units; discs keep theirs in CSS pixels. */
  textPixels: number;
}

const DRAWING: RowDrawing = {
  name: 'badges',
  vertexShader: BADGE_VERTEX,
  fragmentShader: BADGE_FRAGMENT,
  form: 'square',
  attributes: [
    { attribute: 'instancePosition', format: 'float32x2', byteOffset: 0 },
    { attribute: 'instanceRadius', format: 'float32', byteOffset: 8 },
    { attribute: 'instanceCount', format: 'uint32', byteOffset: 12 },
    { attribute: 'instanceLook', format: 'uint32', byteOffset: 16 },
  ],
};

/** Shapes with a number inside, one instanced square each, the digits from a small atlas. */
export class BadgeLayer extends RowsLayer<BadgeScene> {
  static override layerName = 'BadgeLayer';

  protected override drawing(): RowDrawing {
    return DRAWING;
  }

  protected override createTextures(device: Device): Readonly<Record<string, Texture>> {
    return { digits: createDigitAtlas(device) };
  }

  protected override setUniforms(uniforms: Record<string, unknown>, scene: BadgeScene, frame: LeanFrame): void {
    const isHexagon = scene.shape === 'hexagon';
    uniforms['isHexagon'] = isHexagon ? 1 : 0;
    uniforms['part'] = BADGE_PARTS.indexOf(scene.part ?? 'whole');
    uniforms['clipPerPixel'] = [2 / frame.width, 2 / frame.height];
    uniforms['radiusScale'] = isHexagon ? frame.pixelsPerUnit : 1;
    uniforms['textPixels'] = scene.textPixels;
  }
}
