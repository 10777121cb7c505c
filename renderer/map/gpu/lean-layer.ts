import { Layer, type UpdateParameters } from '@deck.gl/core';
import type { Device, RenderPass, Texture } from '@luma.gl/core';
import type { Model } from '@luma.gl/engine';
import { type LocalProjection, pixelsPerUnit, writeLocalMatrix } from '../projection.ts';

/** What a draw needs to know of the camera. */
export interface LeanFrame {
  readonly localToClip: Float32Array;
  readonly zoom: number;
  /** CSS pixels a common unit. */
  readonly pixelsPerUnit: number;
  /** Device pixels a CSS pixel. */
  readonly pixelRatio: number;
  /** CSS pixels. */
  readonly width: number;
  readonly height: number;
}

/** Straight alpha is multiplied in the shaders, as MapLibre's framebuffer expects. */
export const LEAN_PARAMETERS = {
  depthWriteEnabled: false,
  depthCompare: 'always',
  cullMode: 'none',
  blend: true,
  blendColorOperation: 'add',
  blendColorSrcFactor: 'one',
  blendColorDstFactor: 'one-minus-src-alpha',
  blendAlphaOperation: 'add',
  blendAlphaSrcFactor: 'one',
  blendAlphaDstFactor: 'one-minus-src-alpha',
} as const;

/** What steps back beside the area in view keeps this share of its strength, as a literal for shaders. */
export const QUIET_STRENGTH = '0.34';

export const NEAREST_SAMPLER = {
  minFilter: 'nearest',
  magFilter: 'nearest',
  addressModeU: 'clamp-to-edge',
  addressModeV: 'clamp-to-edge',
} as const;

/** Props beside those of each layer. */
interface LeanProps {
  readonly projection: LocalProjection;
  /** The style's layer above this one. */
  readonly beforeId: string;
}

/**
 * A deck.gl layer that owns its buffers and models and is told by nobody: its props are set once, and every draw reads the mutable scene
 * behind them. deck.gl's attribute manager, picking, shader modules and per-model bookkeeping are left out (getModels() is empty), which
 * halves its cost a frame; see docs/benchmarks.md.
 */
export abstract class LeanLayer<Props extends object> extends Layer<Props & LeanProps> {
  static override layerName = 'LeanLayer';
  readonly #matrix = new Float32Array(16);

  /** Makes buffers, textures and models. Called again after the layer was finalized. */
  protected abstract createResources(device: Device): void;
  protected abstract drawLean(frame: LeanFrame, renderPass: RenderPass): void;
  protected abstract destroyResources(): void;

  protected override _getAttributeManager(): null {
    return null;
  }

  override getModels(): Model[] {
    return [];
  }

  override initializeState(): void {
    this.createResources(this.context.device);
  }

  override shouldUpdateState({ changeFlags }: UpdateParameters<Layer<Props & LeanProps>>): boolean {
    return changeFlags.propsOrDataChanged;
  }

  override finalizeState(context: Layer['context']): void {
    this.destroyResources();
    super.finalizeState(context);
  }

  /** Nothing is drawn while false; asked before deck.gl prepares the layer. */
  abstract isShown(): boolean;

  /**
   * deck.gl sets the blending of every layer and takes it back; these models bring their own, so that was a third of the layers' time a frame.
   */
  override _drawLayer({ renderPass }: { renderPass: RenderPass }): void {
    this.draw({ renderPass });
  }

  override draw({ renderPass }: { renderPass: RenderPass }): void {
    const { viewport, device } = this.context;
    writeLocalMatrix(viewport.viewProjectionMatrix, this.props.projection, this.#matrix);
    this.drawLean(
      {
        localToClip: this.#matrix,
        zoom: viewport.zoom,
        pixelsPerUnit: pixelsPerUnit(viewport.zoom),
        pixelRatio: device.getDefaultCanvasContext().getDrawingBufferSize()[0] / viewport.width,
        width: viewport.width,
        height: viewport.height,
      },
      renderPass,
    );
  }
}

/** Props that every lean layer is made with: no picking pass, no polygon offset, its own error slot. */
export function leanLayerProps(id: string, onFailed: () => void) {
  return {
    id,
    pickable: false,
    getPolygonOffset: null,
    onError: () => {
      onFailed();
      return true;
    },
  };
}

/** Uploads a whole texture; rows are tightly packed. */
export function uploadTexture(texture: Texture, bytes: Uint8Array): void {
  texture.writeData(bytes, { width: texture.width, height: texture.height });
}
