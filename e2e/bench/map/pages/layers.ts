import { guardScripts } from '../../../../renderer/host/trusted-types.ts';
import { MAP_THEMES } from '../../../../renderer/map/map-theme.ts';
import { createSceneLive } from './app-live.ts';
import { createAppSubject, showLayers } from './app-subject.ts';
import { CITY_VIEW } from './bench-page.ts';
import { loadScene, offerBench, pageOptions, stage } from './load-scene.ts';

/** The application's own layers on its own map, over an empty ground: the picture that the floor draws. */
async function start(): Promise<void> {
  guardScripts();
  const options = pageOptions();
  const [scene, { MapHost }, { FIRST_PANE }, { emptyGround }] = await Promise.all([
    loadScene(options),
    import('../../../../renderer/map/map-host.ts'),
    import('../../../../renderer/map/map-pane.ts'),
    import('./empty-ground.ts'),
  ]);
  const live = createSceneLive(scene);
  showLayers(['coverage']);
  const bench = offerBench(
    createAppSubject(scene, live, () => showLayers(['coverage', 'workers'])),
    scene.columns,
  );
  const host = new MapHost({
    container: stage(),
    city: scene.city,
    live: live.live,
    theme: options.theme,
    pane: FIRST_PANE,
    style: emptyGround(MAP_THEMES[options.theme]),
    position: CITY_VIEW,
    onContextLost: () => undefined,
    onReady: () => {
      bench.readyAtMs = performance.now();
    },
  });
  window.addEventListener('pagehide', () => host.close());
}

void start();
