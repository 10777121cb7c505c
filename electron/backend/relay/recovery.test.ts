import { jetstreamManager } from '@nats-io/jetstream';
import type { NatsConnection } from '@nats-io/transport-node';
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import type { City } from '../../../shared/city/city.ts';
import { readAreaOf } from '../jetstream/read-area.ts';
import { CHANGES_STREAM, changeSubject } from '../jetstream/subjects.ts';
import { NatsServers } from '../jetstream/testing/nats-servers.ts';
import { ManualClock } from '../manual-clock.ts';
import { parsePosition } from '../sources/nats/position.ts';
import { at, realCity } from '../sources/simulated-city/testing/city-run.ts';
import { PATIENCE_MS } from '../sources/simulated-city/testing/city-rows.ts';
import { eventually } from '../testing/eventually.ts';
import type { MemorySink } from '../testing/memory-sink.ts';
import { digests, RelayedCity, type StationOptions, TestStation } from './testing/relayed-city.ts';
import { isWithoutNats } from '../jetstream/testing/without-nats.ts';

const STREET = '320106002';
const MINUTE_MS = 60_000;

let city: City;
let servers: NatsServers;
let admin: NatsConnection;
let relayed: RelayedCity;
const stations: TestStation[] = [];

function startStation(options: StationOptions = {}): TestStation {
  const station = new TestStation(city, servers, STREET, options);
  stations.push(station);
  return station;
}

/** A station that has everything and was then switched off. */
async function stoppedStation(): Promise<MemorySink> {
  const station = startStation();
  await station.knows(relayed.clock.now());
  await station.stop();
  station.sink.heartbeatAtMs = 0;
  return station.sink;
}

async function firstMessage(): Promise<Uint8Array> {
  const message = await (await jetstreamManager(admin)).streams.getMessage(CHANGES_STREAM, { seq: 1 });
  return message?.data ?? new Uint8Array();
}

function feedOf({ position }: MemorySink): string {
  return parsePosition(position ?? '')?.feed ?? '';
}

async function expectExact(station: TestStation): Promise<void> {
  await station.knows(relayed.clock.now());
  expect(digests(station.sink)).toEqual(await relayed.expected(STREET));
}

beforeAll(async () => {
  city = await realCity();
  servers = await NatsServers.start({ areas: [readAreaOf(city, STREET)] });
  admin = await servers.admin();
}, PATIENCE_MS);

beforeEach(async () => {
  relayed = new RelayedCity({ city, servers, startAtMs: at('2026-11-23 08:00') });
  await relayed.startRelay();
}, PATIENCE_MS);

afterEach(async () => {
  await Promise.all(stations.splice(0).map((station) => station.stop()));
  await relayed.stopRelay();
  await (await jetstreamManager(admin)).streams.delete(CHANGES_STREAM);
}, PATIENCE_MS);

afterAll(async () => {
  await admin.close();
  await servers.remove();
});

describe.skipIf(isWithoutNats)('a station that comes back', { timeout: PATIENCE_MS }, () => {
  test('goes on where its replica stands, without a snapshot', async () => {
    const sink = await stoppedStation();
    await relayed.live(30 * MINUTE_MS, 10 * MINUTE_MS);
    const station = startStation({ sink });
    await expectExact(station);
    expect([sink.snapshots, station.failures]).toEqual([1, []]);
  });

  test('is filled anew when the stream no longer has its place', async () => {
    const sink = await stoppedStation();
    await relayed.live(10 * MINUTE_MS, MINUTE_MS);
    await (await jetstreamManager(admin)).streams.purge(CHANGES_STREAM, { keep: 20 });
    await expectExact(startStation({ sink }));
    expect(sink.snapshots).toBe(2);
  });

  test('is filled anew when the stream was emptied and nothing came since', async () => {
    const sink = await stoppedStation();
    await (await jetstreamManager(admin)).streams.purge(CHANGES_STREAM);
    await expectExact(startStation({ sink }));
    expect(sink.snapshots).toBe(2);
  });

  test('is filled anew when what stands at its place is of another history', async () => {
    const sink = await stoppedStation();
    const feed = feedOf(sink);
    await relayed.stopRelay();
    await (await jetstreamManager(admin)).streams.delete(CHANGES_STREAM);
    await relayed.startRelay();
    await relayed.live(10 * MINUTE_MS, MINUTE_MS);
    await expectExact(startStation({ sink }));
    expect([sink.snapshots, feedOf(sink) === feed]).toEqual([2, false]);
  });

  test('is filled anew when its position is none of a stream', async () => {
    const sink = await stoppedStation();
    sink.position = 'small-7-f2fe2a5e-1/20780/1795392000000';
    await expectExact(startStation({ sink }));
    expect(sink.snapshots).toBe(2);
  });
});

describe.skipIf(isWithoutNats)('a relay that comes back', { timeout: PATIENCE_MS }, () => {
  test('goes on where the stream ends, and sends nothing twice', async () => {
    const station = startStation();
    await station.knows(relayed.clock.now());
    for (let round = 0; round < 3; round += 1) {
      await relayed.live(2 * MINUTE_MS, MINUTE_MS);
      await relayed.stopRelay();
      relayed.clock.advance(MINUTE_MS);
      await relayed.startRelay();
    }
    await expectExact(station);
    const orders = station.sink.transactions.map(({ position }) => parsePosition(position)?.order ?? '');
    expect(orders).toEqual(orders.toSorted());
    expect(station.sink.snapshots).toBe(1);
  });

  test('begins a new history when the stream was emptied, and stations that run are filled anew', async () => {
    const station = startStation();
    await station.knows(relayed.clock.now());
    const feed = feedOf(station.sink);
    await relayed.stopRelay();
    await (await jetstreamManager(admin)).streams.purge(CHANGES_STREAM);
    await relayed.startRelay();
    await eventually('the station has another history', () => feedOf(station.sink) !== feed);
    await relayed.live(5 * MINUTE_MS, MINUTE_MS);
    await expectExact(station);
    expect(station.sink.snapshots).toBe(2);
  });

  test('passes over what it did not write; a station passes over the rows of others, and is filled anew where it cannot read', async () => {
    const station = startStation();
    await station.knows(relayed.clock.now());
    for (const [content, snapshots] of [
      [await firstMessage(), 1],
      ['nothing of ours', 2],
    ] as const) {
      await relayed.stopRelay();
      admin.publish(changeSubject(STREET, 'visit'), content);
      await admin.flush();
      await relayed.startRelay();
      await relayed.live(2 * MINUTE_MS, MINUTE_MS);
      await expectExact(station);
      expect(station.sink.snapshots).toBe(snapshots);
    }
  });
});

describe.skipIf(isWithoutNats)('what a station says of the relay', { timeout: PATIENCE_MS }, () => {
  test('is that it is silent, as long as it is, and that clocks do not agree', async () => {
    const clock = new ManualClock(Date.now() + 2 * 3_600_000);
    const station = startStation({ clock });
    await station.knows(relayed.clock.now());
    await eventually('the clocks are noticed', () => station.sink.reported.warnings?.[0]?.code === 'source-clock-off');
    expect(station.sink.reported).toMatchObject({ trouble: null, slot: 'station_320106002', warnings: [{ code: 'source-clock-off' }] });
    expect(Number(station.sink.reported.warnings?.[0]?.details['seconds'])).toBeCloseTo(7200, -2);
    await relayed.stopRelay();
    await eventually('its silence is noticed', () => {
      clock.advance(1_000);
      return station.sink.reported.trouble?.code === 'source-relay-silent';
    });
    await relayed.startRelay();
    await eventually('it is heard again', () => station.sink.reported.trouble === null);
    expect(station.failures).toEqual([]);
  });
});
