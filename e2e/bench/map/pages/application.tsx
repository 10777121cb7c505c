import '@fontsource-variable/noto-sans-sc/index.css';
import '../../../../renderer/ui/tokens.css';
import { createElement } from 'react';
import { createRoot } from 'react-dom/client';
import { startI18n } from '../../../../renderer/app/i18n/i18n.ts';
import { guardScripts } from '../../../../renderer/host/trusted-types.ts';
import { LinkedMaps } from '../../../../renderer/map/linked-maps.ts';
import { useCameraStore } from '../../../../renderer/stores/camera.store.ts';
import { createSceneLive } from './app-live.ts';
import { createAppSubject } from './app-subject.ts';
import { CITY_VIEW } from './bench-page.ts';
import { loadScene, offerBench, pageOptions, stage } from './load-scene.ts';

/** The application's whole map as the console shows it: basemap, names, coverage, alerts and workers. */
async function start(): Promise<void> {
  guardScripts();
  startI18n();
  const options = pageOptions();
  document.documentElement.dataset['theme'] = options.theme;
  const [scene, { CityMap }] = await Promise.all([loadScene(options), import('../../../../renderer/map/CityMap.tsx')]);
  const live = createSceneLive(scene);
  const bench = offerBench(
    createAppSubject(scene, live, () => undefined),
    scene.columns,
  );
  useCameraStore.getState().actions.arrived(CITY_VIEW);
  const onReady = (): void => {
    bench.readyAtMs = performance.now();
  };
  const links = new LinkedMaps();
  createRoot(stage()).render(createElement(CityMap, { city: scene.city, live: live.live, theme: options.theme, links, onReady }));
}

void start();
