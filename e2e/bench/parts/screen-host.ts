// The loopback host's parts in a process of the bench: the built window, the real backend, and a source at the rate that is asked for.
import { mkdirSync } from 'node:fs';
import { join } from 'node:path';
import { pino } from 'pino';
import { shiftedClock } from '../../../electron/backend/clock.ts';
import { inThisThread } from '../../../electron/backend/db/office/backups/backup-carrier.ts';
import { testSecurity } from '../../../electron/backend/keys/testing/test-security.ts';
import { inWorker } from '../../../electron/backend/replication/thread/carrier.ts';
import { createBackend } from '../../../electron/backend/service.ts';
import type { PostgresSpec } from '../../../electron/backend/sources/source-spec.ts';
import { applicationFolders, replicationEntries } from '../../../electron/hosts/application-folders.ts';
import { createToken, LoopbackAccess } from '../../../electron/hosts/loopback/access.ts';
import { startLoopbackServer } from '../../../electron/hosts/loopback/server.ts';
import { Reception } from '../../../electron/hosts/reception.ts';
import { RATE_CHANNEL } from './paced-source.ts';
import { preciseNow } from './platform-writer.ts';
import { BENCH_NOW_MS, CITY_FOLDER } from './simulated-replica.ts';

/** What the backend's own trail says, with the time at which it said so. Milliseconds since the epoch with fractions. */
export type TrailEntry =
  | { readonly kind: 'applied'; readonly atMs: number; readonly committedAtMs: number; readonly rows: number }
  | { readonly kind: 'published'; readonly atMs: number; readonly topic: string; readonly revision: number };

export type FromScreenHost =
  | { readonly kind: 'listening'; readonly address: string }
  | { readonly kind: 'trail'; readonly entries: readonly TrailEntry[] };
export type ToScreenHost =
  | { readonly kind: 'rate'; readonly changesPerSecond: number }
  | { readonly kind: 'tell' }
  | { readonly kind: 'stop' };

const [dataFolder = '', specText = ''] = process.argv.slice(2);
// What this process is started with is written in one place only (screen-path.ts).
const spec = specText === '' ? null : (JSON.parse(specText) as PostgresSpec);
mkdirSync(dataFolder, { recursive: true });
const tell = (message: FromScreenHost): void => void process.send?.(message);
let entries: TrailEntry[] = [];

function follow(line: string): void {
  const atMs = preciseNow();
  const { msg, rows, committedAtMs, topic, revision } = JSON.parse(line) as Record<string, unknown>;
  // The backend's clock stands in the afternoon of the bench's city.
  if (msg === 'applied') entries.push({ kind: 'applied', atMs, committedAtMs: Number(committedAtMs) - clockShiftMs, rows: Number(rows) });
  if (msg === 'published') {
    entries.push({ kind: 'published', atMs, topic: String(topic), revision: Number(revision) });
  }
}

const folders = applicationFolders();
const clockShiftMs = BENCH_NOW_MS - Date.now();
const token = createToken();
const reception = new Reception();
const server = await startLoopbackServer({
  folders,
  access: new LoopbackAccess(token, Date.now),
  port: 0,
  otherOrigins: [],
  onClient: (channel, face) => reception.admit(channel, face),
});
const { replication, checkpoints } = replicationEntries(folders);
const paced = join(import.meta.dirname, 'paced-replication-worker.ts');
const backend = await createBackend({
  dataFolder,
  cityFolder: CITY_FOLDER,
  sourceSpec: spec ?? { kind: 'simulated', preset: 'city', seed: 1 },
  security: testSecurity(dataFolder),
  backups: inThisThread,
  onOfficeDamaged: () => process.exit(1),
  programVersion: '',
  sourceKeeper: null,
  replication: inWorker({ replication: spec === null ? paced : replication, checkpoints }, clockShiftMs),
  clock: shiftedClock(clockShiftMs),
  printer: null,
  log: pino({ level: 'debug' }, { write: follow }),
});
reception.open(backend.served, backend.competence);
const rate = new BroadcastChannel(RATE_CHANNEL);
process.on('message', (message: ToScreenHost) => {
  if (message.kind === 'rate') rate.postMessage(message.changesPerSecond);
  else if (message.kind === 'tell') {
    tell({ kind: 'trail', entries });
    entries = [];
  } else void backend.close().then(() => process.exit(0));
});
// Nobody is left to ask.
process.on('disconnect', () => process.exit(1));
tell({ kind: 'listening', address: `${server.origin}/#key=${token}` });
