import type { Device, RenderPass } from '@luma.gl/core';
import { Model } from '@luma.gl/engine';
import { type ColorTable, UploadedColors } from './color-table.ts';
import { type RowBuffer, UploadedRows } from './instance-buffer.ts';
import { type LeanFrame, LeanLayer } from './lean-layer.ts';
import { LINE_FRAGMENT, LINE_VERTEX } from './line-shaders.ts';

/** Words a piece: x, y from, x, y to (float32 offsets), look (uint32). */
export const LINE_WORDS = 5;

/** Packs the colour (number of the table), whether the piece is dashed, and whether it steps back. */
export function lineLook(color: number, isDashed: boolean, isQuiet: boolean): number {
  return color | (isDashed ? 1 << 4 : 0) | (isQuiet ? 1 << 5 : 0);
}

/** Straight pieces of lines, changed in place. */
export interface LineScene {
  visible: boolean;
  readonly rows: RowBuffer;
  readonly colors: ColorTable;
  /** CSS pixels. */
  widthPixels: number;
  /** Of the line around, which parts it from any fill; CSS pixels a side. */
  casingPixels: number;
  outline: readonly [number, number, number];
}

interface Resources {
  readonly model: Model;
  readonly rows: UploadedRows;
  readonly colors: UploadedColors;
  readonly uniforms: Record<string, unknown>;
}

/** Ways, one instanced square a piece: few pieces, in software far cheaper than a tessellated path. */
export class LineLayer extends LeanLayer<{ readonly scene: LineScene }, Resources> {
  static override layerName = 'LineLayer';

  protected override createResources(device: Device): Resources {
    const { scene } = this.props;
    const rows = new UploadedRows(device, scene.rows, 'pieces');
    const colors = new UploadedColors(device, scene.colors);
    const uniforms = {};
    const model = new Model(device, {
      id: `${this.id}-pieces`,
      vs: LINE_VERTEX,
      fs: LINE_FRAGMENT,
      topology: 'triangle-strip',
      vertexCount: 4,
      isInstanced: true,
      bufferLayout: [
        {
          name: 'pieces',
          byteStride: LINE_WORDS * 4,
          stepMode: 'instance',
          attributes: [
            { attribute: 'instanceFrom', format: 'float32x2', byteOffset: 0 },
            { attribute: 'instanceTo', format: 'float32x2', byteOffset: 8 },
            { attribute: 'instanceLook', format: 'uint32', byteOffset: 16 },
          ],
        },
      ],
      attributes: { pieces: rows.buffer },
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
    uniforms['clipPerPixel'] = [2 / frame.width, 2 / frame.height];
    uniforms['halfWidth'] = scene.widthPixels / 2;
    uniforms['casing'] = scene.casingPixels;
    uniforms['reach'] = scene.widthPixels / 2 + scene.casingPixels + 1;
    uniforms['pixelRatio'] = frame.pixelRatio;
    uniforms['outline'] = scene.outline;
    model.setInstanceCount(scene.rows.count);
    model.draw(renderPass);
  }

  protected override destroyResources({ model, rows, colors }: Resources): void {
    for (const resource of [model, rows, colors]) resource.destroy();
  }
}
