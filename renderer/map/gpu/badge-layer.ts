import type { Device, RenderPass, Texture } from '@luma.gl/core';
import { Model } from '@luma.gl/engine';
import { BADGE_FRAGMENT, BADGE_VERTEX } from './badge-shaders.ts';
import { type ColorTable, UploadedColors } from './color-table.ts';
import { createDigitAtlas } from './digit-atlas.ts';
import { type RowBuffer, UploadedRows } from './instance-buffer.ts';
import { type LeanFrame, LeanLayer } from './lean-layer.ts';

/** Words a badge: x, y (float32 offsets), radius (float32), count (uint32), look (uint32). */
export const BADGE_WORDS = 5;
export const BADGE_SHAPES = ['hexagon', 'disc'] as const;

/** Packs fill, ring and text colours (numbers of the table), the fill's opacity, 0…15, and whether the badge steps back. */
export function badgeLook(fill: number, ring: number, text: number, opacity: number, isQuiet: boolean): number {
  return fill | (ring << 4) | (text << 8) | (opacity << 12) | (isQuiet ? 1 << 16 : 0);
}

/** Figures standing on the map: hexagons of alerts, discs of workers. */
export interface BadgeScene {
  visible: boolean;
  readonly rows: RowBuffer;
  readonly colors: ColorTable;
  readonly shape: (typeof BADGE_SHAPES)[number];
  /** Hexagons fill their place on the map: their radius is in common units; discs keep theirs in CSS pixels. */
  textPixels: number;
}

interface Resources {
  readonly model: Model;
  readonly rows: UploadedRows;
  readonly colors: UploadedColors;
  readonly digits: Texture;
  readonly uniforms: Record<string, unknown>;
}

/** Shapes with a number inside, one instanced square each, the digits from a small atlas. */
export class BadgeLayer extends LeanLayer<{ readonly scene: BadgeScene }, Resources> {
  static override layerName = 'BadgeLayer';

  protected override createResources(device: Device): Resources {
    const { scene } = this.props;
    const rows = new UploadedRows(device, scene.rows, 'badges');
    const colors = new UploadedColors(device, scene.colors);
    const digits = createDigitAtlas(device);
    const uniforms = { isHexagon: scene.shape === 'hexagon' ? 1 : 0 };
    const model = new Model(device, {
      id: `${this.id}-badges`,
      vs: BADGE_VERTEX,
      fs: BADGE_FRAGMENT,
      topology: 'triangle-strip',
      vertexCount: 4,
      isInstanced: true,
      bufferLayout: [
        {
          name: 'badges',
          byteStride: BADGE_WORDS * 4,
          stepMode: 'instance',
          attributes: [
            { attribute: 'instancePosition', format: 'float32x2', byteOffset: 0 },
            { attribute: 'instanceRadius', format: 'float32', byteOffset: 8 },
            { attribute: 'instanceCount', format: 'uint32', byteOffset: 12 },
            { attribute: 'instanceLook', format: 'uint32', byteOffset: 16 },
          ],
        },
      ],
      attributes: { badges: rows.buffer },
      bindings: { colorTable: colors.texture, digits },
      uniforms,
    });
    return { model, rows, colors, digits, uniforms };
  }

  override isShown(): boolean {
    return this.props.scene.visible && this.props.scene.rows.count > 0;
  }

  protected override drawResources(resources: Resources, frame: LeanFrame, renderPass: RenderPass): void {
    const { model, rows, colors, uniforms } = resources;
    const { scene } = this.props;
    rows.upload(model);
    colors.upload();
    uniforms['localToClip'] = frame.localToClip;
    uniforms['clipPerPixel'] = [2 / frame.width, 2 / frame.height];
    uniforms['radiusScale'] = scene.shape === 'hexagon' ? frame.pixelsPerUnit : 1;
    uniforms['pixelRatio'] = frame.pixelRatio;
    uniforms['textPixels'] = scene.textPixels;
    model.setInstanceCount(scene.rows.count);
    model.draw(renderPass);
  }

  protected override destroyResources({ model, rows, colors, digits }: Resources): void {
    for (const resource of [model, rows, colors, digits]) resource.destroy();
  }
}
