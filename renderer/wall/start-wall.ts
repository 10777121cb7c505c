import type { SessionInfo } from '../../shared/contract/backend-api.ts';
import type { BackendClient } from '../../shared/contract/backend-client.ts';
import { CONTRACT_VERSION } from '../../shared/contract/contract-version.ts';
import type { City } from '../../shared/city/city.ts';
import { loadCity } from '../app/load-city.ts';
import { loadInterfaceFont } from '../app/load-interface-font.ts';
import { nextFrameOrSoon } from '../data/change-signal.ts';
import { ConsultationView } from '../data/live-consultation.ts';
import { StatusView } from '../data/live-status.ts';
import { WallView } from '../data/live-wall.ts';
import { connectHost } from '../host/connect-host.ts';
import { useConnectionStore } from '../stores/connection.store.ts';
import { startOverWhenLate } from './start-over.ts';
import { useWallStore } from './wall-services.ts';

/** Nobody stands by: whatever fails is tried again, and a backend that returns is found within a second. */
const RETRY_MS = 1000;
const RECONNECT_DELAYS_MS = [100, 250, 500, 1000];
/** A wall that is refused (another version of the program, another run of the host) can only become another page. */
const RELOAD_MS = 15_000;

const pause = (ms: number): Promise<void> => new Promise((resolve) => setTimeout(resolve, ms));

async function untilAnswered(client: BackendClient): Promise<SessionInfo> {
  for (;;) {
    const session = await client.call('session', { contractVersion: CONTRACT_VERSION });
    if (session.ok) return session.value;
    await pause(RETRY_MS);
  }
}

async function untilLoaded(): Promise<City> {
  for (;;) {
    try {
      return await loadCity();
    } catch {
      await pause(RETRY_MS);
    }
  }
}

/** Another source may have another area of competence: the wall starts over with it. */
function followSession(client: BackendClient, before: SessionInfo): void {
  client.onState((state) => {
    if (state !== 'connected') return;
    void client.call('session', { contractVersion: CONTRACT_VERSION }).then((answer) => {
      if (!answer.ok) return;
      const { caller, sourceId } = answer.value;
      if (sourceId !== before.sourceId || JSON.stringify(caller) !== JSON.stringify(before.caller)) location.reload();
    });
  });
}

/** Brings a wall up, however long what it needs takes to come. */
export async function startWall(): Promise<void> {
  const stayAsItIs = startOverWhenLate();
  const client = connectHost('wall', { retryDelaysMs: RECONNECT_DELAYS_MS });
  const { setConnection } = useConnectionStore.getState().actions;
  client.onState((state) => {
    setConnection(state);
    if (state === 'refused') setTimeout(() => location.reload(), RELOAD_MS);
  });
  setConnection(client.state);
  const font = loadInterfaceFont().catch(() => undefined); // the system's stands in
  const [session, city] = await Promise.all([untilAnswered(client), untilLoaded(), font]);
  const wall = new WallView(nextFrameOrSoon);
  const status = new StatusView(session.nowMs, nextFrameOrSoon, () => performance.now());
  const consultation = new ConsultationView(nextFrameOrSoon);
  const onFailed = (): void => undefined; // a wall may hear these topics: only another version of the program could refuse them
  client.subscribe(
    'wall',
    {},
    {
      onEvent: (event) => {
        stayAsItIs();
        wall.apply(event);
      },
      onFailed,
    },
  );
  client.subscribe('status', {}, { onEvent: (event) => status.apply(event), onFailed });
  client.subscribe('consultation', {}, { onEvent: (event) => consultation.apply(event), onFailed });
  followSession(client, session);
  useWallStore.setState({ services: { city, client, session, wall, status, consultation } });
}
