import { type LayerFailure, useLayersStore } from '../stores/layers.store.ts';
import { TextureLimitError } from './gpu/class-texture.ts';
import type { LayersState, MapLayerInstance, MapLayerRow, MapPlace, MapScene } from './layers/map-layer.ts';
import { RefreshSchedule } from './refresh-schedule.ts';
import type { TooltipContent } from './tooltip-content.ts';

/**
 * One layer's place on the map, with its own error slot: whatever the layer throws ends here, is reported, and the layer is left out
 * until something changes that may help it; the others live on.
 */
export class LayerSlot {
  readonly row: MapLayerRow;
  readonly #scene: MapScene;
  readonly #schedule: RefreshSchedule;
  readonly #unsubscribe: (() => void)[] = [];
  #instance: MapLayerInstance | null;
  /** deck.gl failed to draw it: trying again at every change would only fail again, so it waits until it is switched off and on. */
  #isUndrawable = false;
  #isLeftOut = false;

  constructor(row: MapLayerRow, scene: MapScene) {
    this.row = row;
    this.#scene = scene;
    this.#schedule = new RefreshSchedule(scene.requestDraw, row.refreshIntervalMs);
    this.#instance = this.#build();
    for (const topic of row.topics) {
      const changed = (): void => {
        if (row.follows?.(topic, scene) !== false) this.#schedule.request();
      };
      this.#unsubscribe.push(scene.live[topic].onChanged(changed));
    }
  }

  /** Null while the layer could not be made. */
  get instance(): MapLayerInstance | null {
    return this.#instance;
  }

  /** Takes over data, settings and theme, and asks for a frame that shows them. */
  refresh(): void {
    this.#refresh();
    this.#scene.requestDraw();
  }

  /** Throws away whatever the layer made and makes it anew: the user asked for another try. */
  remake(): void {
    this.#guard('not-made', () => this.#instance?.close());
    this.#isUndrawable = false;
    this.#instance = this.#build();
    this.refresh();
  }

  /** A frame is about to be drawn: what is due goes into it, and no other frame is needed. */
  beforeDraw(): void {
    if (this.#schedule.take()) this.#refresh();
  }

  settingsChanged(state: LayersState, before: LayersState): void {
    const { id, settingsOf } = this.row;
    if (state.visible[id] !== before.visible[id] || settingsOf(state) !== settingsOf(before)) this.#schedule.requestNow();
  }

  refreshSoon(): void {
    this.#schedule.requestNow();
  }

  highlight(): void {
    this.#guard('not-updated', () => this.#instance?.highlight());
  }

  viewChanged(): void {
    if (useLayersStore.getState().visible[this.row.id]) this.#guard('not-updated', () => this.#instance?.viewChanged());
  }

  describe(place: MapPlace): TooltipContent | null {
    if (!useLayersStore.getState().visible[this.row.id]) return null;
    return this.#guard('not-updated', () => this.#instance?.describe(place)) ?? null;
  }

  /** deck.gl could not make or draw a part of the layer. */
  fail(error: unknown): void {
    console.error(`map layer ${this.row.id}`, error);
    this.#isUndrawable = true;
    this.#hide();
    this.#scene.setFailure(this.row.id, error instanceof TextureLimitError ? 'too-large' : 'not-drawn');
  }

  /** While it is left out no news bring it back; afterwards the next frame does. */
  leaveOut(isLeftOut: boolean): void {
    this.#isLeftOut = isLeftOut;
    if (isLeftOut) this.#hide();
    else this.#schedule.requestNow();
  }

  close(): void {
    this.#schedule.cancel();
    this.#instance?.close();
    for (const unsubscribe of this.#unsubscribe) unsubscribe();
  }

  #build(): MapLayerInstance | null {
    return this.#guard('not-made', () => this.row.build(this.#scene));
  }

  #hide(): void {
    this.#guard('not-drawn', () => this.#instance?.setVisible(false));
  }

  #refresh(): void {
    const instance = this.#instance;
    if (instance === null) return;
    const isVisible = useLayersStore.getState().visible[this.row.id];
    if (!isVisible) this.#isUndrawable = false;
    if (!isVisible || this.#isUndrawable || this.#isLeftOut) {
      this.#hide();
      return;
    }
    const refreshed = this.#guard('not-updated', () => {
      instance.setVisible(true);
      instance.refresh();
      return true;
    });
    if (refreshed === true) this.#scene.setFailure(this.row.id, null);
    else this.#hide();
  }

  #guard<T>(failure: LayerFailure, work: () => T): T | null {
    try {
      return work();
    } catch (error) {
      console.error(`map layer ${this.row.id}`, error);
      this.#scene.setFailure(this.row.id, failure);
      return null;
    }
  }
}
