// A replication thread that dies of an error as soon as its replica is live, the first time in its folder.
import { closeSync, openSync } from 'node:fs';
import { join } from 'node:path';
import { workerData } from 'node:worker_threads';
import { systemClock } from '../../../clock.ts';
import { type FromReplication, threadPort, type ToReplication } from '../messages.ts';
import { runReplication } from '../replication-body.ts';
import type { ReplicationWorkerData } from '../replication-worker.ts';

// What the worker is started with is written in one place only.
const { settings, port } = workerData as ReplicationWorkerData;
const end = threadPort<ToReplication, FromReplication>(port);

function dieOnce(): void {
  try {
    closeSync(openSync(join(settings.dataFolder, 'has-died'), 'wx'));
  } catch {
    return;
  }
  setImmediate(() => {
    throw new Error('nobody catches this');
  });
}

const posts = {
  ...end,
  post: (message: FromReplication) => {
    end.post(message);
    if (message.kind === 'status' && message.status.phase.phase === 'live') dieOnce();
  },
};

void runReplication(settings, { clock: systemClock, startCheckpointer: null }, posts).then(() => process.exit(0));
