// The replication thread as the application has it, on a source of the bench.
import { workerData } from 'node:worker_threads';
import { shiftedClock } from '../../../electron/backend/clock.ts';
import { startCheckpointer } from '../../../electron/backend/replication/log/checkpointer.ts';
import { threadPort } from '../../../electron/backend/replication/thread/messages.ts';
import { runReplication } from '../../../electron/backend/replication/thread/replication-body.ts';
import type { ReplicationWorkerData } from '../../../electron/backend/replication/thread/replication-worker.ts';
import { createPacedSource } from './paced-source.ts';

// What the worker is started with is written in one place only.
const { settings, clockShiftMs, checkpoints, port } = workerData as ReplicationWorkerData;
await runReplication(
  settings,
  {
    clock: shiftedClock(clockShiftMs),
    startCheckpointer: (path, key) => startCheckpointer(checkpoints, path, key),
    createSource: createPacedSource,
  },
  threadPort(port),
);
process.exit(0);
