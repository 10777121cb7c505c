import { type Buffer, type BufferLayout, type Device, type RenderPass, Texture } from '@luma.gl/core';
import { Model } from '@luma.gl/engine';
import type { GridRange } from '../../../shared/domain/areas.ts';
import { type TextureLayout, textureLayout } from './class-texture.ts';
import { type Band, reachOf, vertexRunWithin } from './grid-bands.ts';
import { GRID_FAR_FRAGMENT, GRID_NEAR_FRAGMENT, gridFarVertex, gridNearVertex } from './grid-fill-shaders.ts';
import { GRID_VERTEX_BYTES } from './grid-geometry.ts';
import type { GeometryFromWorker } from './geometry-from-worker.ts';
import { type LeanFrame, LeanLayer, NEAREST_SAMPLER, uploadTexture } from './lean-layer.ts';

/** Bit of a grid's class byte that marks a dedicated grid; the lower four bits are the slot of the palette. */
export const DEDICATED_BIT = 0x80;
/** Bit of a picked grid: the others step back as long as there are any. */
export const PICKED_BIT = 0x40;
export const PALETTE_SLOTS = 16;
export const NO_DATA_SLOT = 8;
export const NOTHING_DUE_SLOT = 9;

/** Straight colour and alpha, 0…1. */
export type Rgba = readonly [number, number, number, number];

export interface GridBorders {
  readonly border: Rgba;
  readonly dedicated: Rgba;
  readonly empty: Rgba;
  readonly hover: Rgba;
  readonly picked: Rgba;
}

/** What the layer draws, changed in place; a new revision means that the bytes changed and have to be uploaded. */
export interface GridPaint {
  visible: boolean;
  /** A byte a grid, padded to whole rows of the texture (see classBytesLength). */
  readonly classes: Uint8Array;
  classesRevision: number;
  /** RGBA of PALETTE_SLOTS slots as they look near, then as they look where no borders and hatches are drawn. */
  readonly palette: Uint8Array;
  paletteRevision: number;
  borders: GridBorders;
  /** Grids outside are dimmed to a third. */
  undimmed: GridRange;
  /** Whether any grid has PICKED_BIT. */
  hasPicked: boolean;
  /** −1 for none. */
  hovered: number;
}

/** 0 where borders would blacken the map, 1 where grids are large enough for them. */
function borderVisibility(zoom: number): number {
  return Math.min(1, Math.max(0, (zoom - 10.2) / 1.6));
}

interface GridFillProps {
  /** Taken once, and not kept beside the GPU's copy; nothing is drawn before it is here. */
  readonly geometry: GeometryFromWorker;
  readonly paint: GridPaint;
}

/** Strength of a picked grid's own fill, 0…1. */
const PICKED_TINT = 0.22;
/** Length of a stripe of the hatch and its gap, CSS pixels at whole zoom levels. */
const HATCH_PIXELS = 7;

interface GridUniforms extends Record<string, unknown> {
  localToClip: Float32Array;
  readonly hatchFrame: Float32Array;
  pixelRatio: number;
  readonly undimmed: Int32Array;
  hovered: number;
  pickedOnly: number;
  readonly border: Float32Array;
  readonly dedicatedBorder: Float32Array;
  readonly emptyBorder: Float32Array;
  readonly hoverBorder: Float32Array;
  readonly pickedBorder: Float32Array;
  readonly pickedTint: Float32Array;
}

function createUniforms(): GridUniforms {
  return {
    localToClip: new Float32Array(16),
    hatchFrame: new Float32Array(3),
    pixelRatio: 1,
    undimmed: new Int32Array(2),
    hovered: -1,
    pickedOnly: 0,
    border: new Float32Array(4),
    dedicatedBorder: new Float32Array(4),
    emptyBorder: new Float32Array(4),
    hoverBorder: new Float32Array(4),
    pickedBorder: new Float32Array(4),
    pickedTint: new Float32Array(4),
    hatchSlot: NO_DATA_SLOT,
    emptySlot: NOTHING_DUE_SLOT,
  };
}

function setFaded(target: Float32Array, color: Rgba, visibility: number): void {
  target.set(color);
  target[3] = color[3] * visibility;
}

/** The hatch keeps its place on the map while panning and zooming, and its grain at every whole zoom level. */
function setHatchFrame(target: Float32Array, frame: LeanFrame): void {
  const period = HATCH_PIXELS * frame.pixelRatio * 2 ** (frame.zoom - Math.floor(frame.zoom));
  const [x = 0, y = 0, w = 1] = [frame.localToClip[12], frame.localToClip[13], frame.localToClip[15]];
  target[0] = ((x / w + 1) * 0.5 * frame.width * frame.pixelRatio) % period;
  target[1] = ((y / w + 1) * 0.5 * frame.height * frame.pixelRatio) % period;
  target[2] = period;
}

interface Resources {
  readonly vertices: Buffer;
  readonly bands: readonly Band[];
  readonly classTexture: Texture;
  readonly paletteTexture: Texture;
  readonly uniforms: GridUniforms;
  readonly createNear: () => Model;
  readonly createFar: () => Model;
  /** With and without borders; each is made when it is first wanted. */
  near: Model | null;
  far: Model | null;
  classesRevision: number;
  paletteRevision: number;
}

const BUFFER_LAYOUT = [
  {
    name: 'vertices',
    byteStride: GRID_VERTEX_BYTES,
    attributes: [
      { attribute: 'position', format: 'float32x2', byteOffset: 0 },
      { attribute: 'gridAndEdges', format: 'uint32', byteOffset: 8 },
    ],
  },
] satisfies BufferLayout[];

function createTextures(device: Device, { width, height }: TextureLayout): Pick<Resources, 'classTexture' | 'paletteTexture'> {
  const common = { sampler: NEAREST_SAMPLER, usage: Texture.SAMPLE | Texture.COPY_DST };
  return {
    classTexture: device.createTexture({ ...common, format: 'r8uint', width, height }),
    paletteTexture: device.createTexture({ ...common, format: 'rgba8unorm', width: PALETTE_SLOTS, height: 2 }),
  };
}

/** All grids from one geometry that is uploaded once; a change of metric, rule, scope or classes uploads a byte a grid. */
export class GridFillLayer extends LeanLayer<GridFillProps, Resources> {
  static override layerName = 'GridFillLayer';

  protected override createResources(device: Device): Resources {
    const layout = textureLayout(this.props.paint.classes.length, device.limits.maxTextureDimension2D);
    const { bytes, bands } = this.props.geometry.take();
    const vertices = device.createBuffer({ id: 'grid-vertices', data: new Uint8Array(bytes) });
    const textures = createTextures(device, layout);
    const uniforms = createUniforms();
    const createModel = (id: string, vs: string, fs: string): Model =>
      new Model(device, {
        id,
        vs,
        fs,
        topology: 'triangle-list',
        bufferLayout: BUFFER_LAYOUT,
        attributes: { vertices },
        bindings: { ...textures },
        uniforms,
      });
    return {
      vertices,
      bands,
      ...textures,
      uniforms,
      createNear: () => createModel('grids-near', gridNearVertex(layout), GRID_NEAR_FRAGMENT),
      createFar: () => createModel('grids-far', gridFarVertex(layout), GRID_FAR_FRAGMENT),
      near: null,
      far: null,
      classesRevision: -1,
      paletteRevision: -1,
    };
  }

  override isShown(): boolean {
    return this.props.paint.visible && this.props.geometry.isHere;
  }

  protected override prepareResources(resources: Resources): void {
    resources.near ??= resources.createNear();
    resources.far ??= resources.createFar();
  }

  protected override drawResources(resources: Resources, frame: LeanFrame, renderPass: RenderPass): void {
    this.#upload(resources);
    const { south, north } = reachOf(frame);
    const { first, count } = vertexRunWithin(resources.bands, south, north);
    if (count === 0) return;
    const visibility = borderVisibility(frame.zoom);
    this.#setUniforms(resources.uniforms, frame, visibility);
    const model = visibility > 0 ? (resources.near ??= resources.createNear()) : (resources.far ??= resources.createFar());
    model.setVertexCount(count);
    model.setDrawOffsets({ firstVertex: first, firstIndex: 0 });
    model.draw(renderPass);
  }

  #upload(resources: Resources): void {
    const { paint } = this.props;
    if (resources.classesRevision !== paint.classesRevision) {
      resources.classesRevision = paint.classesRevision;
      uploadTexture(resources.classTexture, paint.classes);
    }
    if (resources.paletteRevision !== paint.paletteRevision) {
      resources.paletteRevision = paint.paletteRevision;
      uploadTexture(resources.paletteTexture, paint.palette);
    }
  }

  #setUniforms(uniforms: GridUniforms, frame: LeanFrame, visibility: number): void {
    const { paint } = this.props;
    uniforms.localToClip = frame.localToClip;
    setHatchFrame(uniforms.hatchFrame, frame);
    uniforms.pixelRatio = frame.pixelRatio;
    uniforms.undimmed[0] = paint.undimmed.from;
    uniforms.undimmed[1] = paint.undimmed.to;
    uniforms.hovered = paint.hovered;
    uniforms.pickedOnly = paint.hasPicked ? 1 : 0;
    setFaded(uniforms.border, paint.borders.border, visibility);
    setFaded(uniforms.dedicatedBorder, paint.borders.dedicated, visibility);
    setFaded(uniforms.emptyBorder, paint.borders.empty, visibility);
    setFaded(uniforms.hoverBorder, paint.borders.hover, 1);
    setFaded(uniforms.pickedBorder, paint.borders.picked, visibility);
    setFaded(uniforms.pickedTint, paint.borders.picked, PICKED_TINT);
  }

  protected override destroyResources({ near, far, vertices, classTexture, paletteTexture }: Resources): void {
    for (const resource of [near, far, vertices, classTexture, paletteTexture]) resource?.destroy();
  }
}
