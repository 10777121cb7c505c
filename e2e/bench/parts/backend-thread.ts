// The whole backend in a thread of its own, as the utility process holds it: live, and asked through a port.
import { parentPort, workerData } from 'node:worker_threads';
import { pino } from 'pino';
import { shiftedClock } from '../../../electron/backend/clock.ts';
import { inThisThread } from '../../../electron/backend/db/office/backups/backup-carrier.ts';
import { testSecurity } from '../../../electron/backend/keys/testing/test-security.ts';
import { inWorker } from '../../../electron/backend/replication/thread/carrier.ts';
import { createBackend } from '../../../electron/backend/service.ts';
import { applicationFolders, replicationEntries } from '../../../electron/hosts/application-folders.ts';
import { messagePortChannel } from '../../../shared/rpc/message-port-channel.ts';
import { serveClient } from '../../../shared/rpc/serve.ts';
import { WHOLE_CITY } from '../../../shared/domain/areas.ts';
import type { BackendThreadData } from './backend-in-thread.ts';
import { BENCH_NOW_MS, CITY_FOLDER } from './simulated-replica.ts';

// What the thread is started with is written in one place only.
const { dataFolder, preset, port } = workerData as BackendThreadData;
const clockShiftMs = BENCH_NOW_MS - Date.now();
const backend = await createBackend({
  dataFolder,
  cityFolder: CITY_FOLDER,
  sourceSpec: { kind: 'simulated', preset, seed: 1 },
  security: testSecurity(dataFolder),
  backups: inThisThread,
  onOfficeDamaged: () => process.exit(1),
  programVersion: '',
  sourceKeeper: null,
  replication: inWorker(replicationEntries(applicationFolders()), clockShiftMs),
  clock: shiftedClock(clockShiftMs),
  printer: null,
  log: pino({ enabled: false }),
});
serveClient(messagePortChannel(port), backend.served, { face: 'console', user: 'bench', role: 'operator', competence: WHOLE_CITY });
parentPort?.once('message', () => void backend.close().then(() => process.exit(0)));
