import { useCameraStore } from '../../../../renderer/stores/camera.store.ts';
import { useLayersStore } from '../../../../renderer/stores/layers.store.ts';
import { createGridLocator, type GridLocator } from '../../../../shared/city/city-lookup.ts';
import type { LayerId } from '../../../../shared/domain/layers.ts';
import type { SceneLive } from './app-live.ts';
import type { Subject } from './bench-page.ts';
import type { Scene } from './load-scene.ts';

export function showLayers(ids: readonly LayerId[]): void {
  const { visible, actions } = useLayersStore.getState();
  for (const id of ['coverage', 'alerts', 'workers'] as const) if (visible[id] !== ids.includes(id)) actions.toggle(id);
}

/** Drives the application's map the way its panels do: through the stores. */
export function createAppSubject({ city }: Scene, { workersMoved }: SceneLive, onNear: () => void): Subject {
  let locator: GridLocator | null = null;
  return {
    look: (view) => useCameraStore.getState().actions.moveTo(view),
    paint: (manualBreaks) => useLayersStore.getState().actions.setCoverage({ classings: { coverage: { method: 'manual', manualBreaks } } }),
    goNear: onNear,
    movePoints: workersMoved,
    pick(longitude, latitude) {
      locator ??= createGridLocator(city);
      return locator.gridAt(longitude, latitude) >= 0;
    },
  };
}
