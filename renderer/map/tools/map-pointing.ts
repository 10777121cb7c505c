import { useConsultationStore } from '../../stores/consultation.store.ts';
import type { MapHost } from '../map-host.ts';
import { placeAt, pointOnMap } from './place-on-map.ts';

/** While the user points for the walls, keeps where on the map the pointer stands. */
export class MapPointing {
  readonly #abort = new AbortController();

  constructor(host: MapHost) {
    const target = host.map.getCanvasContainer();
    const { signal } = this.#abort;
    const moved = (event: PointerEvent): void => {
      const { tool, actions } = useConsultationStore.getState();
      if (tool === 'pointer') actions.point(placeAt(host, pointOnMap(host, event)));
    };
    target.addEventListener('pointermove', moved, { signal });
    target.addEventListener('pointerleave', () => this.#left(), { signal });
  }

  close(): void {
    this.#abort.abort();
    this.#left();
  }

  #left(): void {
    const { pointer, actions } = useConsultationStore.getState();
    if (pointer !== null) actions.point(null);
  }
}
