// The loopback host on an afternoon's clock, so that most of the 7,000 workers are on duty at whatever time the bench runs. A process of its own:
// its CPU is the backend's.
import { pino } from 'pino';
import { createBackend } from '../../../electron/backend/service.ts';
import { applicationFolders, assertWindowBuilt } from '../../../electron/hosts/application-folders.ts';
import { localCaller } from '../../../electron/hosts/callers.ts';
import { createToken, LoopbackAccess } from '../../../electron/hosts/loopback/access.ts';
import { startLoopbackServer } from '../../../electron/hosts/loopback/server.ts';
import { serveClient } from '../../../shared/rpc/serve.ts';
import { afternoonClock } from './shifted-clock.ts';

/** What the host tells the bench: where it is, and on request the CPU it has used. */
export type FromAfternoonHost =
  | { readonly kind: 'listening'; readonly address: string }
  | { readonly kind: 'usage'; readonly cpuMs: number; readonly rssBytes: number };

const [dataFolder = ''] = process.argv.slice(2);
const folders = applicationFolders();
assertWindowBuilt(folders);
const backend = await createBackend({
  dataFolder,
  cityFolder: folders.city,
  sourceSpec: { kind: 'simulated', preset: 'city', seed: 1 },
  clock: afternoonClock(),
  printer: null,
  log: pino({ enabled: false }),
});
const token = createToken();
const server = await startLoopbackServer({
  folders,
  access: new LoopbackAccess(token, Date.now),
  port: 0,
  otherOrigins: [],
  onClient: (channel, face) => serveClient(channel, backend.served, localCaller(face)),
});

function tell(message: FromAfternoonHost): void {
  process.send?.(message);
}

async function stop(): Promise<void> {
  await server.close();
  await backend.close();
  process.exit(0);
}

process.on('message', (message) => {
  if (message === 'stop') return void stop();
  const { user, system } = process.cpuUsage();
  tell({ kind: 'usage', cpuMs: (user + system) / 1000, rssBytes: process.memoryUsage.rss() });
});
process.once('disconnect', () => void stop());
tell({ kind: 'listening', address: `${server.origin}/#key=${token}` });
