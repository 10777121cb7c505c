import { LayerManager } from '@deck.gl/core';
import type { Device, RenderPass } from '@luma.gl/core';
import { webgl2Adapter } from '@luma.gl/webgl';
import type { CustomLayerInterface, CustomRenderMethodInput, Map as MapLibreMap } from 'maplibre-gl';
import { type LocalProjection, pixelsPerUnit, writeLocalMatrix } from '../projection.ts';
import { drawOnlyShown } from './draw-only-shown.ts';
import type { LeanFrame, LeanLayer } from './lean-layer.ts';

interface Attached {
  readonly device: Device;
  readonly manager: LayerManager;
  readonly pass: RenderPass;
}

/**
 * deck.gl's layers between MapLibre's own, in MapLibre's context. deck.gl's LayerManager makes them and ends them; MapLibre calls them
 * where they stand in its style. The stock overlay does the same through a Deck, whose viewports, render passes and parameters cost more a
 * frame than everything that these layers draw: see docs/benchmarks.md.
 */
export class InterleavedLayers {
  readonly #map: MapLibreMap;
  #layers: readonly LeanLayer[];
  /** Those of one place in MapLibre's style, by the name of MapLibre's layer that draws them. */
  #groups = new Map<string, readonly LeanLayer[]>();
  /** What the group that is drawn now has to show. */
  #shown: readonly LeanLayer[] = [];
  #isInserted = false;
  readonly #frame: LeanFrame;
  readonly #projection: LocalProjection;
  /** CSS pixels, read when the map changes its size: asking the page in every frame would make it lay itself out. */
  #width = 1;
  #attached: Attached | null = null;
  #isClosed = false;
  readonly #beforeDraw: () => void;

  /** Layers bottom to top. `beforeDraw` is called in every frame before the first of them is drawn, and may still change what it will show. */
  constructor(map: MapLibreMap, projection: LocalProjection, layers: readonly LeanLayer[], beforeDraw: () => void) {
    this.#beforeDraw = beforeDraw;
    this.#map = map;
    this.#projection = projection;
    this.#layers = layers;
    this.#group();
    drawOnlyShown(map, (groupId) => this.#takeUp(groupId));
    this.#frame = { localToClip: new Float32Array(16), zoom: 0, pixelsPerUnit: 1, pixelRatio: 1, width: 1, height: 1 };
  }

  /** Shares the map's context with deck.gl. Where that fails every layer says so, and the map goes on without them. */
  async attach(): Promise<void> {
    try {
      const attached = await shareContext(this.#map);
      if (this.#isClosed) {
        end(attached);
        return;
      }
      attached.manager.setLayers([...this.#layers]);
      this.#attached = attached;
    } catch (error) {
      for (const layer of this.#layers) layer.fail('attaching', error);
    }
  }

  /** Puts the layers into the style; from the next frame on they are drawn. */
  insert(): void {
    this.#map.on('resize', this.#resized);
    this.#resized();
    this.#isInserted = true;
    this.#addGroups();
  }

  /** Other layers from the next frame on; those that are no longer among them are ended. */
  replace(layers: readonly LeanLayer[]): void {
    const kept = this.#layers.filter((layer) => layers.includes(layer));
    this.#layers = layers;
    this.#group();
    // In two steps: deck.gl would hand the state of an ended layer to the one that takes its name.
    this.#attached?.manager.setLayers([...kept]);
    this.#attached?.manager.setLayers([...layers]);
    if (this.#isInserted) this.#addGroups();
  }

  /** Makes, while nothing else is to do, what the layers need that were not shown yet: zooming in must not wait for shaders. */
  prepare(): void {
    const waiting = [...this.#layers];
    const prepareNext = (): void => {
      if (this.#attached === null) return;
      waiting.shift()?.prepare();
      if (waiting.length > 0) requestIdleCallback(prepareNext);
    };
    requestIdleCallback(prepareNext);
  }

  /** Has to come before the map's own end. */
  close(): void {
    this.#map.off('resize', this.#resized);
    if (this.#attached !== null) end(this.#attached);
    this.#attached = null;
    this.#isClosed = true;
  }

  readonly #resized = (): void => {
    this.#width = this.#map.getContainer().clientWidth;
  };

  #group(): void {
    this.#groups = Map.groupBy(this.#layers, ({ props: { beforeId } }) => (beforeId === null ? 'deck-on-top' : `deck-before-${beforeId}`));
  }

  #addGroups(): void {
    for (const [id, [layer]] of this.#groups) {
      if (this.#map.getLayer(id) === undefined) this.#map.addLayer(this.#groupLayer(id), layer?.props.beforeId ?? undefined);
    }
  }

  /** Asked once a frame for each group, from the lowest up: the frame begins with the first. Answers whether there is anything to draw. */
  #takeUp(groupId: string): boolean {
    const [lowest] = this.#groups.keys();
    if (this.#attached !== null && groupId === lowest) this.#beforeDraw();
    this.#shown = (this.#groups.get(groupId) ?? []).filter((layer) => layer.isShown());
    return this.#attached !== null && this.#shown.length > 0;
  }

  #groupLayer(id: string): CustomLayerInterface {
    return {
      id,
      type: 'custom',
      render: (gl, input) => {
        if (this.#attached === null) return;
        this.#look(gl, input);
        gl.disable(gl.DEPTH_TEST);
        for (const layer of this.#shown) layer.drawLean(this.#frame, this.#attached.pass);
      },
    };
  }

  #look(gl: WebGL2RenderingContext, { defaultProjectionData }: CustomRenderMethodInput): void {
    const frame = this.#frame;
    writeLocalMatrix(defaultProjectionData.mainMatrix, this.#projection, frame.localToClip);
    frame.zoom = this.#map.getZoom();
    frame.pixelsPerUnit = pixelsPerUnit(frame.zoom);
    frame.pixelRatio = gl.drawingBufferWidth / this.#width;
    frame.width = this.#width;
    frame.height = gl.drawingBufferHeight / frame.pixelRatio;
  }
}

async function shareContext(map: MapLibreMap): Promise<Attached> {
  const gl = map.getCanvas().getContext('webgl2');
  if (gl === null) throw new Error('the map has no WebGL2 context');
  const device = await webgl2Adapter.attach(gl, {});
  stopTracking(gl);
  const manager = new LayerManager(device, {});
  return { device, manager, pass: device.beginRenderPass({ clearColor: false, clearDepth: false, clearStencil: false }) };
}

function end({ manager, device }: Attached): void {
  manager.finalize();
  device.destroy();
}

/**
 * luma.gl wraps the context's setters to remember its state. Every call of MapLibre would pay for that with time and with an object for the
 * collector, and nothing here asks: MapLibre sets its state anew after custom layers. Only how pixels are unpacked is put back by luma.gl
 * itself after every upload, and MapLibre does not know all of it.
 */
function stopTracking(gl: WebGL2RenderingContext): void {
  for (const name of Object.keys(gl)) {
    if (name !== 'pixelStorei' && typeof Reflect.get(gl, name) === 'function') Reflect.deleteProperty(gl, name);
  }
}
