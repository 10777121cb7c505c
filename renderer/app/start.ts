import { AreaFigureBook } from '../data/area-figures.ts';
import { openLiveTopics } from '../data/live-topics.ts';
import { ShownData } from '../data/shown-data.ts';
import { connectHost } from '../host/connect-host.ts';
import { loadMapFont, wideNames } from '../map/basemap/map-font.ts';
import { useConnectionStore } from '../stores/connection.store.ts';
import { useLayersStore } from '../stores/layers.store.ts';
import { useStartupStore } from '../stores/startup.store.ts';
import { Moments } from '../time/moments.ts';
import { followPlay } from '../time/player.ts';
import { followAddress, restoreAddress } from './address.ts';
import { followConsultation } from './consultation/follow-consultation.ts';
import { confineSelection } from './confine-selection.ts';
import { followMetrics } from './follow-metrics.ts';
import { followSession } from './follow-session.ts';
import { loadCity } from './load-city.ts';
import { loadInterfaceFont } from './load-interface-font.ts';
import { openSession } from './open-session.ts';
import { keepSettings, restoreSettings } from './saved-settings.ts';
import { markStart } from './start-marks.ts';

/** Brings the console up: connection, who we are, what this office set, the city, the live data. Failures end on the start screen. */
export async function startConsole(): Promise<void> {
  const { set } = useStartupStore.getState().actions;
  const client = connectHost('console');
  client.onState(useConnectionStore.getState().actions.setConnection);
  useConnectionStore.getState().actions.setConnection(client.state);
  const font = loadInterfaceFont();
  const city = loadCity();
  city.catch(() => undefined); // told below, when its turn comes
  void city.then((loaded) => loadMapFont(wideNames(loaded))).catch(() => undefined); // asked for again by the map, which says so

  const session = await openSession(client, set);
  if (!session.ok) return set({ phase: 'failed', error: session.error });
  await restoreSettings(client);

  set({ phase: 'starting', step: 'city' });
  const loaded = await city.catch(() => null);
  if (loaded === null) return set({ phase: 'failed', error: 'city' });
  set({ phase: 'starting', step: 'fonts' });
  await font.catch(() => undefined); // without it the system's font stands in
  confineSelection(loaded, session.value.caller.competence);
  restoreAddress(loaded, location.hash);

  const topics = openLiveTopics(
    client,
    loaded,
    session.value,
    useLayersStore.getState().coverage.scope,
    useConnectionStore.getState().actions.setTopicFailure,
  );
  useLayersStore.subscribe((state, before) => {
    if (state.coverage.scope !== before.coverage.scope) topics.setScope(state.coverage.scope);
  });
  followMetrics(client, topics);
  keepSettings(client, useConnectionStore.getState().actions.setSaveFailure);
  followAddress(loaded);
  const shown = new ShownData(topics.data, loaded);
  const { coverage, alerts, workers, dataAges, compared } = shown;
  const live = { coverage, alerts, workers, dataAges, compared, status: topics.data.status };
  markStart(live);
  const figures = new AreaFigureBook(loaded, live);
  const services = { city: loaded, client, session: session.value, now: topics.data, live, shown, figures };
  set({ phase: 'ready', services });
  followSession(services);
  followConsultation(client);
  const moments = new Moments(client, shown);
  moments.follow();
  followPlay(moments, () => live.status.nowMs());
}
