import type { LeanFrame } from './lean-layer.ts';
import { LINE_FRAGMENT, LINE_VERTEX } from './line-shaders.ts';
import { type RowDrawing, type RowScene, RowsLayer } from './rows-layer.ts';

/** Words a piece: x, y from, x, y to (float32 offsets), look (uint32). */
export const LINE_WORDS = 5;

/** Packs the colour (number of the table), whether the piece is dashed, and whether it steps back. */
export function lineLook(color: number, isDashed: boolean, isQuiet: boolean): number {
  return color | (isDashed ? 1 << 4 : 0) | (isQuiet ? 1 << 5 : 0);
}

/** Straight pieces of lines, changed in place. */
export interface LineScene extends RowScene {
  /** CSS pixels. */
  widthPixels: number;
  /** Of the line around, which parts it from any fill; CSS pixels a side. */
  casingPixels: number;
  outline: readonly [number, number, number];
}

const DRAWING: RowDrawing = {
  name: 'pieces',
  vertexShader: LINE_VERTEX,
  fragmentShader: LINE_FRAGMENT,
  form: 'square',
  attributes: [
    { attribute: 'instanceFrom', format: 'float32x2', byteOffset: 0 },
    { attribute: 'instanceTo', format: 'float32x2', byteOffset: 8 },
    { attribute: 'instanceLook', format: 'uint32', byteOffset: 16 },
  ],
};

/** Ways, one instanced square a piece: few pieces, in software far cheaper than a tessellated path. */
export class LineLayer extends RowsLayer<LineScene> {
  static override layerName = 'LineLayer';

  protected override drawing(): RowDrawing {
    return DRAWING;
  }

  protected override setUniforms(uniforms: Record<string, unknown>, scene: LineScene, frame: LeanFrame): void {
    uniforms['clipPerPixel'] = [2 / frame.width, 2 / frame.height];
    uniforms['halfWidth'] = scene.widthPixels / 2;
    uniforms['casing'] = scene.casingPixels;
    uniforms['reach'] = scene.widthPixels / 2 + scene.casingPixels + 1;
    uniforms['outline'] = scene.outline;
  }
}
