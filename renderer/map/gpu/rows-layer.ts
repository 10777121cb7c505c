import type { BufferLayout, Device, RenderPass, Texture } from '@luma.gl/core';
import { Model } from '@luma.gl/engine';
import { type ColorTable, UploadedColors } from './color-table.ts';
import { type RowBuffer, UploadedRows } from './instance-buffer.ts';
import { type LeanFrame, LeanLayer } from './lean-layer.ts';

/** Rows that look alike, changed in place. */
export interface RowScene {
  visible: boolean;
  readonly rows: RowBuffer;
  readonly colors: ColorTable;
}

/** What one kind of rows is drawn with. */
export interface RowDrawing {
  /** Of the buffer. */
  readonly name: string;
  readonly vertexShader: string;
  readonly fragmentShader: string;
  /** One instanced square a row, or one point. */
  readonly form: 'square' | 'point';
  readonly attributes: NonNullable<BufferLayout['attributes']>;
}

interface Resources {
  readonly model: Model;
  readonly rows: UploadedRows;
  readonly colors: UploadedColors;
  readonly textures: Readonly<Record<string, Texture>>;
  readonly uniforms: Record<string, unknown>;
}

const FORMS = {
  square: [{ topology: 'triangle-strip', vertexCount: 4, isInstanced: true }, { stepMode: 'instance' }],
  point: [{ topology: 'point-list' }, {}],
} as const;

/** Rows of one buffer with one table of colours, by one model in one call. */
export abstract class RowsLayer<Scene extends RowScene> extends LeanLayer<{ readonly scene: Scene }, Resources> {
  static override layerName = 'RowsLayer';
  protected abstract drawing(): RowDrawing;
  /** Beside those of every kind: localToClip and pixelRatio. */
  protected abstract setUniforms(uniforms: Record<string, unknown>, scene: Scene, frame: LeanFrame): void;

  /** Textures beside the table of colours, by their names in the shader. */
  protected createTextures(_device: Device): Readonly<Record<string, Texture>> {
    return {};
  }

  protected override createResources(device: Device): Resources {
    const { scene } = this.props;
    const { name, vertexShader, fragmentShader, form, attributes } = this.drawing();
    const rows = new UploadedRows(device, scene.rows, name);
    const colors = new UploadedColors(device, scene.colors);
    const textures = this.createTextures(device);
    const uniforms = {};
    const [shape, step] = FORMS[form];
    const model = new Model(device, {
      id: `${this.id}-${name}`,
      vs: vertexShader,
      fs: fragmentShader,
      ...shape,
      bufferLayout: [{ name, byteStride: scene.rows.wordsPerRow * 4, ...step, attributes }],
      attributes: { [name]: rows.buffer },
      bindings: { colorTable: colors.texture, ...textures },
      uniforms,
    });
    return { model, rows, colors, textures, uniforms };
  }

  override isShown(): boolean {
    return this.props.scene.visible && this.props.scene.rows.count > 0;
  }

  protected override drawResources({ model, rows, colors, uniforms }: Resources, frame: LeanFrame, renderPass: RenderPass): void {
    const { scene } = this.props;
    rows.upload(model);
    colors.upload();
    uniforms['localToClip'] = frame.localToClip;
    uniforms['pixelRatio'] = frame.pixelRatio;
    this.setUniforms(uniforms, scene, frame);
    if (this.drawing().form === 'square') model.setInstanceCount(scene.rows.count);
    else model.setVertexCount(scene.rows.count);
    model.draw(renderPass);
  }

  protected override destroyResources({ model, rows, colors, textures }: Resources): void {
    for (const resource of [model, rows, colors, ...Object.values(textures)]) resource.destroy();
  }
}
