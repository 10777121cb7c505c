// A replication thread that is lost as soon as its replica is live, the first time in its folder: it dies of an error, or, where the folder
// holds a file `hangs`, hangs for good.
import { closeSync, existsSync, openSync } from 'node:fs';
import { join } from 'node:path';
import { workerData } from 'node:worker_threads';
import { systemClock } from '../../../clock.ts';
import { type FromReplication, threadPort, type ToReplication } from '../messages.ts';
import { runReplication } from '../replication-body.ts';
import type { ReplicationWorkerData } from '../replication-worker.ts';

// What the worker is started with is written in one place only.
const { settings, port } = workerData as ReplicationWorkerData;
const end = threadPort<ToReplication, FromReplication>(port);
const hangs = existsSync(join(settings.dataFolder, 'hangs'));

function lose(): void {
  // Nothing of the thread turns any more.
  if (hangs) Atomics.wait(new Int32Array(new SharedArrayBuffer(4)), 0, 0);
  throw new Error('nobody catches this');
}

function loseOnce(): void {
  try {
    closeSync(openSync(join(settings.dataFolder, 'was-lost'), 'wx'));
  } catch {
    return;
  }
  // What was said last goes out before.
  setImmediate(lose);
}

const posts = {
  ...end,
  post: (message: FromReplication) => {
    end.post(message);
    if (message.kind === 'status' && message.status.phase.phase === 'live') loseOnce();
  },
};

void runReplication(settings, { clock: systemClock, startCheckpointer: null }, posts).then(() => process.exit(0));
