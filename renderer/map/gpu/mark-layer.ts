import type { LeanFrame } from './lean-layer.ts';
import { MARK_FRAGMENT, MARK_VERTEX } from './mark-shaders.ts';
import { type RowDrawing, type RowScene, RowsLayer } from './rows-layer.ts';

/** Shapes of marks. The four of the alert levels are in the order of ALERT_LEVELS. */
export const MARK_SHAPES = ['diamond', 'triangle', 'square', 'circle', 'arrow', 'ring'] as const;

/** Words a mark: x, y, x before, y before (float32 offsets), start of its movement (float32 ms), look (uint32). */
export const MARK_WORDS = 6;

/** Packs what a mark looks like: shape, colour of the table, heading in degrees clockwise from north, and whether it steps back. */
export function markLook(shape: number, color: number, headingDegrees: number, isQuiet: boolean): number {
  return shape | (color << 4) | ((headingDegrees % 360) << 8) | (isQuiet ? 1 << 20 : 0);
}

/** Marks as one point list, changed in place. */
export interface MarkScene extends RowScene {
  /** Diameter of a mark, CSS pixels. */
  sizePixels: number;
  outline: readonly [number, number, number];
  /** Milliseconds of the clock in which the rows count their starts, or null to show every mark where it arrives. */
  clockMs: number | null;
  /** How long a movement between two positions takes. */
  movementMs: number;
}

const DRAWING: RowDrawing = {
  name: 'marks',
  vertexShader: MARK_VERTEX,
  fragmentShader: MARK_FRAGMENT,
  form: 'point',
  attributes: [
    { attribute: 'position', format: 'float32x2', byteOffset: 0 },
    { attribute: 'before', format: 'float32x2', byteOffset: 8 },
    { attribute: 'startMs', format: 'float32', byteOffset: 16 },
    { attribute: 'look', format: 'uint32', byteOffset: 20 },
  ],
};

/** Alerts and workers, one point each, moving between two positions on the GPU. */
export class MarkLayer extends RowsLayer<MarkScene> {
  static override layerName = 'MarkLayer';

  protected override drawing(): RowDrawing {
    return DRAWING;
  }

  protected override setUniforms(uniforms: Record<string, unknown>, scene: MarkScene, frame: LeanFrame): void {
    uniforms['pointSize'] = scene.sizePixels * frame.pixelRatio;
    uniforms['clockMs'] = scene.clockMs ?? 0;
    uniforms['movementMs'] = scene.clockMs === null ? 0 : scene.movementMs;
    uniforms['outline'] = scene.outline;
  }
}
