import type { NatsConnection } from '@nats-io/transport-node';
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { RELAY_NAME } from '../jetstream/access.ts';
import { connect } from '../jetstream/connect.ts';
import { readAreaOf } from '../jetstream/read-area.ts';
import { defaultStationName, rowsSubject, takenSubject } from '../jetstream/subjects.ts';
import { NatsServers } from '../jetstream/testing/nats-servers.ts';
import { isWithoutNats } from '../jetstream/testing/without-nats.ts';
import { ManualClock } from '../manual-clock.ts';
import { realCity } from '../sources/simulated-city/testing/city-run.ts';
import { SnapshotSender } from './snapshot-sender.ts';

const ADDRESS = { areaCode: '320106002', token: 'a-token-of-ours' };
const MARK = { feed: 'feed', sequence: 1, at: { position: '1', order: '1', committedAtMs: 0 } };
const SECOND_MS = 1000;

let servers: NatsServers;
let relay: NatsConnection;
let station: NatsConnection;
let clock: ManualClock;
let sender: SnapshotSender;

/** A station that has stored the beginning, and then takes its time. */
async function begin(): Promise<void> {
  station.subscribe(rowsSubject(ADDRESS.areaCode, ADDRESS.token));
  await station.flush();
  const begun = sender.beginSnapshot('2');
  station.publish(takenSubject(ADDRESS.areaCode, ADDRESS.token), '1');
  await begun;
}

/** Time passes for the relay, and what it sends meanwhile has reached the server. */
async function pass(seconds: number): Promise<void> {
  for (let passed = 0; passed < seconds; passed += 1) {
    clock.advance(SECOND_MS);
    await relay.flush();
  }
}

describe.skipIf(isWithoutNats)('a snapshot on its way to a station', () => {
  beforeAll(async () => {
    servers = await NatsServers.start({ areas: [readAreaOf(await realCity(), ADDRESS.areaCode)] });
  });

  afterAll(() => servers.remove());

  beforeEach(async () => {
    clock = new ManualClock(0);
    relay = await connect(servers.settings(RELAY_NAME));
    station = await connect(servers.settings(defaultStationName(ADDRESS.areaCode)));
    sender = new SnapshotSender(relay, ADDRESS, MARK, (position) => position, clock);
  });

  afterEach(async () => {
    sender.close();
    await Promise.all([relay.close(), station.close()]);
  });

  it('is given up within two seconds of a station that was killed: upstream keeps nothing for it', async () => {
    await begin();
    const ended = expect(sender.endSnapshot()).rejects.toThrow('the station is gone');
    await station.close();
    await pass(2);
    await ended;
  });

  it('waits for a station that takes its time', async () => {
    await begin();
    const ended = sender.endSnapshot();
    await pass(25);
    station.publish(takenSubject(ADDRESS.areaCode, ADDRESS.token), '2');
    await ended;
  });
});
