import { once } from 'node:events';
import { join } from 'node:path';
import { type TransferListItem, Worker } from 'node:worker_threads';
import type { BackendClient } from '../../../shared/contract/backend-client.ts';
import { connectBackend } from '../../../shared/rpc/connect.ts';
import { messagePortChannel } from '../../../shared/rpc/message-port-channel.ts';
import type { PresetName } from '../../../electron/backend/sources/simulated-city/presets.ts';

export interface BackendThreadData {
  readonly dataFolder: string;
  readonly preset: PresetName;
  readonly port: MessagePort;
}

/** The whole backend, live in another thread, and a client of it. */
export interface BackendInThread {
  readonly client: BackendClient;
  stop(): Promise<void>;
}

export function startBackendInThread(dataFolder: string, preset: PresetName): BackendInThread {
  const { port1, port2 } = new MessageChannel();
  const data: BackendThreadData = { dataFolder, preset, port: port2 };
  // The global port and the one of node:worker_threads are one class with two declarations.
  const transferList = [port2 as object as TransferListItem];
  const thread = new Worker(join(import.meta.dirname, 'backend-thread.ts'), { workerData: data, transferList });
  const client = connectBackend(async () => messagePortChannel(port1), { helloTimeoutMs: 60_000 });
  return {
    client,
    stop: async () => {
      client.close();
      thread.postMessage('stop');
      await once(thread, 'exit');
    },
  };
}

/** Resolves when the replica is filled and the source is live. */
export function live({ client }: BackendInThread): Promise<void> {
  return new Promise((resolve, reject) => {
    const end = client.subscribe(
      'status',
      {},
      {
        onEvent: ({ data }) => {
          if (data.replica.phase !== 'live') return;
          end();
          resolve();
        },
        onFailed: (error) => reject(new Error(error.message)),
      },
    );
  });
}
