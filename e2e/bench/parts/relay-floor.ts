import { setTimeout as wait } from 'node:timers/promises';
import { AckPolicy, DeliverPolicy, jetstream, jetstreamManager } from '@nats-io/jetstream';
import type { NatsServers } from '../../../electron/backend/jetstream/testing/nats-servers.ts';
import { preciseNow } from './platform-writer.ts';

const MESSAGES = 1_000;
const BYTES = 1_400;
const EVERY_MS = 4;

/** Milliseconds of messages as large as a relay's, one after another through the same servers to one reader that does nothing with them. */
export async function floorLags(servers: NatsServers): Promise<readonly number[]> {
  const connection = await servers.admin();
  const manager = await jetstreamManager(connection);
  await manager.streams.add({ name: 'FLOOR', subjects: ['floor'], num_replicas: servers.servers.length });
  const info = await manager.consumers.add('FLOOR', {
    name: 'floor',
    ack_policy: AckPolicy.None,
    deliver_policy: DeliverPolicy.All,
    mem_storage: true,
  });
  const messages = await jetstream(connection).consumers.getConsumerFromInfo(info).consume();
  const sentAtMs: number[] = [];
  const lagsMs: number[] = [];
  const reading = (async () => {
    for await (const { seq } of messages) {
      lagsMs.push(preciseNow() - (sentAtMs[seq - 1] ?? 0));
      if (seq === MESSAGES) return;
    }
  })();
  const payload = new Uint8Array(BYTES);
  for (let sequence = 0; sequence < MESSAGES; sequence += 1) {
    sentAtMs.push(preciseNow());
    await Promise.all([jetstream(connection).publish('floor', payload, { expect: { lastSequence: sequence } }), wait(EVERY_MS)]);
  }
  await reading;
  await manager.streams.delete('FLOOR');
  await connection.close();
  return lagsMs;
}
