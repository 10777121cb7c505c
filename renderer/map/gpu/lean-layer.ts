import { Layer, type UpdateParameters } from '@deck.gl/core';
import type { Device, RenderPass, Texture } from '@luma.gl/core';
import type { Model } from '@luma.gl/engine';

/** What a draw needs to know of the camera; the same object in every frame. */
export interface LeanFrame {
  readonly localToClip: Float32Array;
  zoom: number;
  /** CSS pixels a common unit. */
  pixelsPerUnit: number;
  /** Device pixels a CSS pixel. */
  pixelRatio: number;
  /** CSS pixels. */
  width: number;
  height: number;
}

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
  /** The style's layer above this one; null for the top of all. */
  readonly beforeId: string | null;
}

/**
 * A deck.gl layer that owns its buffers and models and is told by nobody: its props are set once, and every draw reads the mutable scene
 * behind them. deck.gl's attribute manager, picking, shader modules and per-model bookkeeping are left out (getModels() is empty). It is
 * drawn as MapLibre wants its custom layers: colours multiplied by their alpha, no depth, no stencil.
 */
export abstract class LeanLayer<Props extends object = object, Resources = unknown> extends Layer<Props & LeanProps> {
  static override layerName = 'LeanLayer';
  /** Made when the layer is first drawn: what is not shown costs the first picture nothing. */
  #resources: Resources | null = null;

  /** Makes buffers, textures and models. */
  protected abstract createResources(device: Device): Resources;
  protected abstract drawResources(resources: Resources, frame: LeanFrame, renderPass: RenderPass): void;
  protected abstract destroyResources(resources: Resources): void;

  /** Nothing is drawn while false. */
  abstract isShown(): boolean;

  /** Makes ahead of time what a later draw would have to wait for. */
  prepare(): void {
    this.#guard('preparing', () => this.prepareResources(this.#made()));
  }

  drawLean(frame: LeanFrame, renderPass: RenderPass): void {
    this.#guard('drawing', () => this.drawResources(this.#made(), frame, renderPass));
  }

  /** Whatever goes wrong is told to the layer's slot on the map. */
  fail(deed: string, error: unknown): void {
    this.raiseError(error instanceof Error ? error : new Error(String(error)), `${deed} ${this.id}`);
  }

  /** For layers that do not make everything with their resources. */
  protected prepareResources(_resources: Resources): void {}

  protected override _getAttributeManager(): null {
    return null;
  }

  override getModels(): Model[] {
    return [];
  }

  override initializeState(): void {}

  override shouldUpdateState({ changeFlags }: UpdateParameters<Layer<Props & LeanProps>>): boolean {
    return changeFlags.propsOrDataChanged;
  }

  override finalizeState(context: Layer['context']): void {
    if (this.#resources !== null) this.destroyResources(this.#resources);
    this.#resources = null;
    super.finalizeState(context);
  }

  #made(): Resources {
    this.#resources ??= this.createResources(this.context.device);
    return this.#resources;
  }

  #guard(deed: string, work: () => void): void {
    try {
      work();
    } catch (error) {
      this.fail(deed, error);
    }
  }
}

/** Props that every lean layer is made with: its place in the style and its own error slot. */
export function leanLayerProps(id: string, beforeId: string | null, onFailed: (error: unknown) => void) {
  return {
    id,
    beforeId,
    pickable: false,
    onError: (error: Error) => {
      // deck.gl wraps what was thrown into a sentence.
      onFailed(error.cause ?? error);
      return true;
    },
  };
}

/** Uploads a whole texture; rows are tightly packed. */
export function uploadTexture(texture: Texture, bytes: Uint8Array): void {
  texture.writeData(bytes, { width: texture.width, height: texture.height });
}
