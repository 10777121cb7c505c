import { useLayersStore } from '../stores/layers.store.ts';
import type { LayersState, MapLayerInstance, MapLayerRow, MapPlace, MapScene } from './layers/map-layer.ts';
import { RefreshSchedule } from './refresh-schedule.ts';
import type { TooltipContent } from './tooltip-content.ts';

const FAILURE_CODE = 'layer-failed';

/**
 * One layer's place on the map, with its own error slot: whatever the layer throws ends here, is reported, and the layer is left out
 * until something changes that may help it; the others live on.
 */
export class LayerSlot {
  readonly row: MapLayerRow;
  readonly instance: MapLayerInstance | null;
  readonly #scene: MapScene;
  readonly #schedule: RefreshSchedule;
  readonly #unsubscribe: (() => void)[] = [];
  /** deck.gl failed to draw it: trying again at every change would only fail again, so it waits until it is switched off and on. */
  #isUndrawable = false;

  constructor(row: MapLayerRow, scene: MapScene) {
    this.row = row;
    this.#scene = scene;
    this.#schedule = new RefreshSchedule(scene.requestDraw, row.refreshIntervalMs);
    this.instance = this.#guard(() => row.build(scene)) ?? null;
    for (const topic of row.topics) this.#unsubscribe.push(scene.live[topic].onChanged(() => this.#schedule.request()));
  }

  /** Takes over data, settings and theme, and asks for a frame that shows them. */
  refresh(): void {
    this.#refresh();
    this.#scene.requestDraw();
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
    this.#guard(() => this.instance?.highlight());
  }

  viewChanged(): void {
    if (useLayersStore.getState().visible[this.row.id]) this.#guard(() => this.instance?.viewChanged());
  }

  describe(place: MapPlace): TooltipContent | null {
    if (!useLayersStore.getState().visible[this.row.id]) return null;
    return this.#guard(() => this.instance?.describe(place)) ?? null;
  }

  /** deck.gl could not make or draw a part of the layer. */
  fail(): void {
    this.#isUndrawable = true;
    this.instance?.setVisible(false);
    this.#report(FAILURE_CODE);
  }

  close(): void {
    this.#schedule.cancel();
    this.instance?.close();
    for (const unsubscribe of this.#unsubscribe) unsubscribe();
  }

  #refresh(): void {
    const { instance } = this;
    if (instance === null) return;
    const isVisible = useLayersStore.getState().visible[this.row.id];
    if (!isVisible) this.#isUndrawable = false;
    instance.setVisible(isVisible && !this.#isUndrawable);
    if (isVisible && !this.#isUndrawable) {
      const refreshed = this.#guard(() => {
        instance.refresh();
        return true;
      });
      if (refreshed === true) this.#report(null);
      else instance.setVisible(false);
    }
  }

  #guard<T>(work: () => T): T | null {
    try {
      return work();
    } catch (error) {
      console.error(`map layer ${this.row.id}`, error);
      this.#report(FAILURE_CODE);
      return null;
    }
  }

  #report(failure: string | null): void {
    const { failures, actions } = useLayersStore.getState();
    if ((failures[this.row.id] ?? null) !== failure) actions.setFailure(this.row.id, failure);
  }
}
