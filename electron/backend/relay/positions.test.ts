import { jetstreamManager } from '@nats-io/jetstream';
import type { NatsConnection } from '@nats-io/transport-node';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import type { City } from '../../../shared/city/city.ts';
import { PLATFORM_NAME } from '../jetstream/access.ts';
import { connect } from '../jetstream/connect.ts';
import { readAreaOf } from '../jetstream/read-area.ts';
import { POSITIONS_STREAM, positionSubject } from '../jetstream/subjects.ts';
import { NatsServers } from '../jetstream/testing/nats-servers.ts';
import type { Change } from '../replication/change.ts';
import { testRow } from '../replication/testing/rows.ts';
import { parsePosition } from '../sources/nats/position.ts';
import { PATIENCE_MS } from '../sources/simulated-city/testing/city-rows.ts';
import { at, realCity } from '../sources/simulated-city/testing/city-run.ts';
import { eventually } from '../testing/eventually.ts';
import { PositionPublisher } from './position-publisher.ts';
import { RelayedCity, TestStation } from './testing/relayed-city.ts';
import { isWithoutNats } from '../jetstream/testing/without-nats.ts';

const [STREET, NEIGHBOUR] = ['320106002', '320106003'];

let city: City;
let servers: NatsServers;
let relayed: RelayedCity;
let platform: NatsConnection;
let publisher: PositionPublisher;
let stations: readonly [TestStation, TestStation, TestStation];

function here(worker: number, street: string, heading = 0): Change {
  return {
    op: 'upsert',
    table: 'position',
    row: testRow('position', { worker_id: worker, street: city.streets.code.indexOf(street), heading }),
  };
}

const gone = (worker: number): Change => ({ op: 'delete', table: 'position', key: worker });

/** Workers that each station sees, and where they look. */
async function expectSeen(...expected: readonly Readonly<Record<number, number>>[]): Promise<void> {
  const seen = (station: TestStation): Record<number, unknown> =>
    Object.fromEntries(station.sink.rows('position').map((row) => [Number(row['worker_id']), row['heading']]));
  await eventually('positions are seen', () =>
    stations.every((station, index) => JSON.stringify(seen(station)) === JSON.stringify(expected[index])),
  );
}

beforeAll(async () => {
  city = await realCity();
  servers = await NatsServers.start({ areas: [STREET, NEIGHBOUR, '320106'].map((code) => readAreaOf(city, code)) });
  relayed = new RelayedCity({ city, servers, startAtMs: at('2026-11-23 08:00') });
  await relayed.startRelay();
  platform = await connect(servers.settings(PLATFORM_NAME));
  publisher = new PositionPublisher(platform, city);
  await publisher.publish([here(1, STREET, 10), here(2, NEIGHBOUR, 20)]);
  stations = [new TestStation(city, servers, STREET), new TestStation(city, servers, NEIGHBOUR), new TestStation(city, servers, '320106')];
}, PATIENCE_MS);

afterAll(async () => {
  await Promise.all(stations.map((station) => station.stop()));
  await relayed.stopRelay();
  await platform.close();
  await servers.remove();
}, PATIENCE_MS);

describe.skipIf(isWithoutNats)('positions', { timeout: PATIENCE_MS }, () => {
  test('are there from before a station came, each in its own street', async () => {
    await expectSeen({ 1: 10 }, { 2: 20 }, { 1: 10, 2: 20 });
  });

  test('follow a worker into another street, and end with the shift', async () => {
    await publisher.publish([here(1, NEIGHBOUR, 30)]);
    await expectSeen({}, { 1: 30, 2: 20 }, { 1: 30, 2: 20 });
    await publisher.publish([gone(1)]);
    await expectSeen({}, { 2: 20 }, { 2: 20 });
  });

  test('leave the place in the stream as it is, and claim no more than the stream has', async () => {
    const [station] = stations;
    const { position } = station.sink;
    await publisher.publish([here(3, STREET, 40)]);
    await expectSeen({ 3: 40 }, { 2: 20 }, { 2: 20, 3: 40 });
    expect(parsePosition(station.sink.position ?? '')?.order).toBe(parsePosition(position ?? '')?.order);
    expect(station.sink.transactions.at(-1)?.committedAtMs).toBeLessThanOrEqual(relayed.clock.now());
  });

  test('are no longer shown where the stream has lost them, and everything else goes on without', async () => {
    const manager = await jetstreamManager(await servers.admin());
    await manager.streams.delete(POSITIONS_STREAM);
    await eventually('the loss is noticed', () =>
      stations.every(({ sink }) => sink.reported.warnings?.[0]?.code === 'source-positions-missing'),
    );
    await relayed.live(60_000);
    for (const station of stations) await station.knows(relayed.clock.now());
    expect(stations.flatMap(({ failures }) => failures)).toEqual([]);
  });

  test('that the platform did not write are passed over', async () => {
    await relayed.stopRelay();
    await relayed.startRelay();
    const admin = await servers.admin();
    admin.publish(positionSubject(STREET, 8), 'nothing of ours');
    await publisher.publish([here(9, STREET, 50)]);
    await expectSeen({ 9: 50 }, {}, { 9: 50 });
    await admin.close();
  });
});
