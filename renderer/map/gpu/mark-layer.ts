import type { Device, RenderPass } from '@luma.gl/core';
import { Model } from '@luma.gl/engine';
import { type ColorTable, UploadedColors } from './color-table.ts';
import { type RowBuffer, UploadedRows } from './instance-buffer.ts';
import { type LeanFrame, LeanLayer } from './lean-layer.ts';
import { MARK_FRAGMENT, MARK_VERTEX } from './mark-shaders.ts';

/** Shapes of marks. The four of the alert levels are in the order of ALERT_LEVELS. */
export const MARK_SHAPES = ['diamond', 'triangle', 'square', 'circle', 'arrow'] as const;

/** Words a mark: x, y, x before, y before (float32 offsets), start of its movement (float32 ms), look (uint32). */
export const MARK_WORDS = 6;

/** Packs what a mark looks like: shape, colour of the table, heading in degrees clockwise from north, and whether it steps back. */
export function markLook(shape: number, color: number, headingDegrees: number, isQuiet: boolean): number {
  return shape | (color << 4) | ((headingDegrees % 360) << 8) | (isQuiet ? 1 << 20 : 0);
}

/** Marks as one point list, changed in place. */
export interface MarkScene {
  visible: boolean;
  readonly rows: RowBuffer;
  readonly colors: ColorTable;
  /** Diameter of a mark, CSS pixels. */
  sizePixels: number;
  outline: readonly [number, number, number];
  /** Milliseconds of the clock in which the rows count their starts, or null to show every mark where it arrives. */
  clockMs: number | null;
  /** How long a movement between two positions takes. */
  movementMs: number;
}

interface Resources {
  readonly model: Model;
  readonly rows: UploadedRows;
  readonly colors: UploadedColors;
  readonly uniforms: Record<string, unknown>;
}

/** Alerts and workers, one point each, moving between two positions on the GPU. */
export class MarkLayer extends LeanLayer<{ readonly scene: MarkScene }, Resources> {
  static override layerName = 'MarkLayer';

  protected override createResources(device: Device): Resources {
    const { scene } = this.props;
    const rows = new UploadedRows(device, scene.rows, 'marks');
    const colors = new UploadedColors(device, scene.colors);
    const uniforms = {};
    const model = new Model(device, {
      id: `${this.id}-marks`,
      vs: MARK_VERTEX,
      fs: MARK_FRAGMENT,
      topology: 'point-list',
      bufferLayout: [
        {
          name: 'marks',
          byteStride: MARK_WORDS * 4,
          attributes: [
            { attribute: 'position', format: 'float32x2', byteOffset: 0 },
            { attribute: 'before', format: 'float32x2', byteOffset: 8 },
            { attribute: 'startMs', format: 'float32', byteOffset: 16 },
            { attribute: 'look', format: 'uint32', byteOffset: 20 },
          ],
        },
      ],
      attributes: { marks: rows.buffer },
      bindings: { colorTable: colors.texture },
      uniforms,
    });
    return { model, rows, colors, uniforms };
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
    uniforms['pointSize'] = scene.sizePixels * frame.pixelRatio;
    uniforms['pixelRatio'] = frame.pixelRatio;
    uniforms['clockMs'] = scene.clockMs ?? 0;
    uniforms['movementMs'] = scene.clockMs === null ? 0 : scene.movementMs;
    uniforms['outline'] = scene.outline;
    model.setVertexCount(scene.rows.count);
    model.draw(renderPass);
  }

  protected override destroyResources({ model, rows, colors }: Resources): void {
    for (const resource of [model, rows, colors]) resource.destroy();
  }
}
