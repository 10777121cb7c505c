import { jetstream, jetstreamManager } from '@nats-io/jetstream';
import type { NatsConnection } from '@nats-io/transport-node';
import { afterAll, afterEach, beforeAll, beforeEach, expect, test, vi } from 'vitest';
import { systemClock } from '../../clock.ts';
import { connect } from '../../jetstream/connect.ts';
import type { ReadArea } from '../../jetstream/read-area.ts';
import { CHANGES_STREAM, changeSubject, defaultStationName } from '../../jetstream/subjects.ts';
import { DEFAULT_LIMITS, ensureStreams } from '../../jetstream/streams.ts';
import { NatsServers } from '../../jetstream/testing/nats-servers.ts';
import { testRow } from '../../replication/testing/rows.ts';
import { MemorySink } from '../../testing/memory-sink.ts';
import { eventually } from '../../testing/eventually.ts';
import { Turnstile } from '../../turnstile.ts';
import { encodePart } from '../../wire/part.ts';
import { followStream } from './follow-stream.ts';
import { isWithoutNats } from '../../jetstream/testing/without-nats.ts';

vi.setConfig({ testTimeout: 60_000, hookTimeout: 60_000 });

const [FEED, STREET, NEIGHBOUR] = ['f-1', '320106002', '320106003'];
const AREA: ReadArea = { code: STREET, level: 'street', has: (street) => street === STREET, first: STREET };

let servers: NatsServers;
let admin: NatsConnection;
let station: NatsConnection;

const orderOf = (order: number) => order.toString(16).padStart(16, '0');
const pointOf = (order: number) => ({ position: `p/${order}`, order: orderOf(order), committedAtMs: order });

/** The message of one transaction, which inserts the task of its number. */
async function publish(order: number, street = STREET): Promise<void> {
  const changes = [{ op: 'upsert', table: 'task', row: testRow('task', { id: order }) }] as const;
  const bytes = encodePart({
    feed: FEED,
    transaction: `t.${order}`,
    street,
    table: 'task',
    changes,
    ending: 'last',
    nextStreet: null,
    at: pointOf(order),
    base: pointOf(order - 1),
  });
  await jetstream(admin).publish(changeSubject(street, 'task'), bytes);
}

/** Follows from a place that the server is asked for; the replica has everything up to it. */
function follow(sequence: number): { readonly sink: MemorySink; readonly ended: Promise<'gap' | 'stopped'>; stop(): void } {
  const sink = new MemorySink();
  const stop = new AbortController();
  const ended = followStream({
    connection: station,
    consumer: defaultStationName(STREET),
    area: AREA,
    sink,
    turns: new Turnstile(),
    position: { feed: FEED, sequence, order: orderOf(sequence) },
    idleNoticeMs: 500,
    clock: systemClock,
    withPositions: true,
    onPositions: () => undefined,
    onHeartbeat: () => undefined,
    signal: stop.signal,
  });
  return { sink, ended, stop: () => stop.abort() };
}

const consumerIsThere = () =>
  eventually('the station asks', async () => {
    const manager = await jetstreamManager(admin);
    return manager.consumers.info(CHANGES_STREAM, defaultStationName(STREET)).then(
      () => true,
      () => false,
    );
  });

beforeAll(async () => {
  servers = await NatsServers.start({ areas: [AREA] });
});
afterAll(() => servers.remove());

beforeEach(async () => {
  admin = await servers.admin();
  station = await connect(servers.settings(defaultStationName(STREET)));
  await ensureStreams(await jetstreamManager(admin), { ...DEFAULT_LIMITS, replicas: 1 });
});
afterEach(async () => {
  const manager = await jetstreamManager(admin);
  await manager.streams.delete(CHANGES_STREAM);
  await Promise.all([admin.close(), station.close()]);
});

test.skipIf(isWithoutNats)(
  'a server that does not have the place yet sends what lies before it: that is passed over, and what comes after is applied',
  async () => {
    for (let order = 1; order <= 5; order += 1) await publish(order);
    const { sink, ended, stop } = follow(8);
    await consumerIsThere();
    for (let order = 6; order <= 10; order += 1) await publish(order);
    await eventually('it is applied', () => sink.rows('task').length === 2);
    stop();
    expect(await ended).toBe('stopped');
    expect(sink.rows('task').map(({ id }) => id)).toEqual([9, 10]);
  },
);

test.skipIf(isWithoutNats)('a place at which something else stands, or nothing of ours, is a gap', async () => {
  for (let order = 1; order <= 5; order += 1) await publish(order);
  const other = follow(8);
  await consumerIsThere();
  for (const order of [6, 7, 18, 19]) await publish(order);
  expect(await other.ended).toBe('gap');
  const nothing = follow(11);
  await consumerIsThere();
  await publish(20);
  for (const order of [21, 22, 23]) await publish(order, NEIGHBOUR);
  expect(await nothing.ended).toBe('gap');
  expect([other.sink.rows('task'), nothing.sink.rows('task')]).toEqual([[], []]);
});
