import { createElement } from 'react';
import { createRoot } from 'react-dom/client';
import namesUrl from '../../../../resources/city/names.json?url';
import binUrl from '../../../../resources/city/city.bin?url';

import '../../../../renderer/ui/tokens.css';
import { startI18n } from '../../../../renderer/app/i18n/i18n.ts';
import { guardScripts } from '../../../../renderer/host/trusted-types.ts';
import { CityMap } from '../../../../renderer/map/CityMap.tsx';
import { useCameraStore } from '../../../../renderer/stores/camera.store.ts';
import { useLayersStore } from '../../../../renderer/stores/layers.store.ts';
import { useSelectionStore } from '../../../../renderer/stores/selection.store.ts';
import type { City } from '../../../../shared/city/city.ts';
import { decodeCity } from '../../../../shared/city/city-codec.ts';
import { createGridLocator } from '../../../../shared/city/city-lookup.ts';
import { BENCH_BREAKS, type BenchPage, CITY_VIEW, NEAR_VIEW, panOffset } from './bench-page.ts';
import { createSyntheticLive, type SyntheticLive } from './synthetic-live.tsx';

/** What the benchmark and the pictures drive. */
export interface Harness extends SyntheticLive {
  readonly camera: typeof useCameraStore;
  readonly layers: typeof useLayersStore;
  readonly selection: typeof useSelectionStore;
  readyAtMs: number;
}

declare global {
  interface Window {
    harness?: Harness;
  }
}

async function start(): Promise<void> {
  guardScripts();
  startI18n();
  const parameters = new URLSearchParams(location.search);
  const theme = parameters.get('theme') === 'light' ? 'light' : 'dark';
  document.documentElement.dataset['theme'] = theme;
  const [bin, names] = await Promise.all([
    fetch(binUrl).then((response) => response.arrayBuffer()),
    fetch(namesUrl).then((response): Promise<unknown> => response.json()),
  ]);
  const city = decodeCity(bin, names);
  const synthetic = createSyntheticLive(city, {
    workers: Number(parameters.get('workers') ?? 7000),
    alerts: Number(parameters.get('alerts') ?? 1400),
  });
  const harness: Harness = { ...synthetic, camera: useCameraStore, layers: useLayersStore, selection: useSelectionStore, readyAtMs: 0 };
  const bench = createBench(city, synthetic);
  const onReady = (): void => {
    harness.readyAtMs = performance.now();
    bench.readyAtMs = harness.readyAtMs;
  };
  window.harness = harness;
  window.bench = bench;
  const root = document.getElementById('root');
  if (root === null) throw new Error('no root');
  createRoot(root).render(createElement(CityMap, { city, live: synthetic.live, theme, onReady }));
}

function createBench(city: City, synthetic: SyntheticLive): BenchPage {
  const locator = createGridLocator(city);
  const camera = useCameraStore.getState().actions;
  let view = CITY_VIEW;
  return {
    readyAtMs: 0,
    recolour(round) {
      const manualBreaks = BENCH_BREAKS[round % BENCH_BREAKS.length] ?? [];
      useLayersStore.getState().actions.setCoverage({ manualBreaks });
    },
    pan: (round) => camera.moveTo({ ...view, longitude: view.longitude + panOffset(round) }),
    lookNear() {
      view = NEAR_VIEW;
      camera.moveTo(view);
    },
    movePoints: () => synthetic.moveWorkers(),
    pick(count) {
      let found = 0;
      for (let index = 0; index < count; index++) {
        if (locator.gridAt(118.4 + ((index * 7919) % 800) / 1000, 31.3 + ((index * 104_729) % 1200) / 1000) >= 0) found++;
      }
      return found;
    },
  };
}

void start();
