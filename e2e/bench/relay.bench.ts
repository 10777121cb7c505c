// One relay, three nats-servers, many stations: how long a commit is on its way to whoever it concerns, and what each part costs. Beside it,
// as the floor, messages of the same size through the same servers to one reader that does nothing with them.
//   npm run bench -- relay --stations 48 --rate 500 --seconds 20
import { type ChildProcess, fork } from 'node:child_process';
import { once } from 'node:events';
import { join } from 'node:path';
import { setTimeout as wait } from 'node:timers/promises';
import { parseArgs } from 'node:util';
import { AckPolicy, DeliverPolicy, jetstream, jetstreamManager } from '@nats-io/jetstream';
import { pino } from 'pino';
import { loadCity } from '../../electron/backend/city/load-city.ts';
import { systemClock } from '../../electron/backend/clock.ts';
import { RELAY_NAME } from '../../electron/backend/jetstream/access.ts';
import { readAreaOf } from '../../electron/backend/jetstream/read-area.ts';
import { DEFAULT_LIMITS } from '../../electron/backend/jetstream/streams.ts';
import { defaultStationName } from '../../electron/backend/jetstream/subjects.ts';
import { NatsServers } from '../../electron/backend/jetstream/testing/nats-servers.ts';
import { whyNoNats } from '../../electron/backend/jetstream/testing/why-no-nats.ts';
import { Relay } from '../../electron/backend/relay/relay.ts';
import { eventually } from '../../electron/backend/testing/eventually.ts';
import { BenchReport, distributionOf } from './harness.ts';
import { cpuOfProcess } from './parts/idle-meter.ts';
import { preciseNow } from './parts/platform-writer.ts';
import { BenchFeed } from './parts/relay-feed.ts';
import type { FromRelayStations, RelayStationsData, ToRelayStations } from './parts/relay-stations.ts';
import { CITY_FOLDER } from './parts/simulated-replica.ts';

const SERVERS = 3;
const PROCESSES = 2;
const ROWS_PER_TRANSACTION = 10;
/** A consumer's first message waits up to a second for the server's tick; only what comes after that is measured. */
const SETTLE_MS = 3_000;
const SETTLE_ROWS = 1_000;
const FLOOR_MESSAGES = 1_000;
const FLOOR_BYTES = 1_400;
const FLOOR_EVERY_MS = 4;
const LEAST_STATIONS = 40;
const LARGEST_LAG_RATIO = 20;

const { values } = parseArgs({
  options: {
    stations: { type: 'string', default: '48' },
    rate: { type: 'string', default: '500' },
    seconds: { type: 'string', default: '20' },
  },
});
const STATIONS = Number(values.stations);
const RATE = { rowsPerSecond: Number(values.rate), rowsPerTransaction: ROWS_PER_TRANSACTION };
const DURATION_MS = Number(values.seconds) * 1000;

const why = whyNoNats();
if (why !== null) {
  console.log(`not measured: ${why}`);
  process.exit(0);
}

const city = await loadCity(CITY_FOLDER);
const areas = city.streets.code.slice(0, STATIONS);
const report = new BenchReport(`One relay, ${SERVERS} nats-servers, ${STATIONS} stations of a street each`);
const servers = await NatsServers.start({ count: SERVERS, areas: areas.map((code) => readAreaOf(city, code)) });
const children: ChildProcess[] = [];

function tell(child: ChildProcess, kind: ToRelayStations['kind']): void {
  child.send({ kind } satisfies ToRelayStations);
}

async function heard<Kind extends FromRelayStations['kind']>(
  child: ChildProcess,
  kind: Kind,
): Promise<Extract<FromRelayStations, { kind: Kind }>> {
  for (;;) {
    const [message] = (await once(child, 'message')) as [FromRelayStations];
    if (message.kind === kind) return message as Extract<FromRelayStations, { kind: Kind }>;
  }
}

async function startStations(): Promise<void> {
  const credentials = await Promise.all(areas.map((code) => servers.settings(defaultStationName(code)).readCredentials()));
  const filled = Array.from({ length: PROCESSES }, (_, process) => {
    const stations = areas.flatMap((areaCode, index) =>
      index % PROCESSES === process ? [{ areaCode, credentials: credentials[index] ?? '' }] : [],
    );
    const data: RelayStationsData = { url: servers.url, stations };
    const child = fork(join(import.meta.dirname, 'parts', 'relay-stations.ts'), [JSON.stringify(data)]);
    children.push(child);
    return heard(child, 'filled');
  });
  await Promise.all(filled);
}

async function seen(): Promise<readonly Extract<FromRelayStations, { kind: 'seen' }>[]> {
  return Promise.all(
    children.map((child) => {
      const answer = heard(child, 'seen');
      tell(child, 'tell');
      return answer;
    }),
  );
}

/** The same servers, replicas and bytes, one message after another to one reader. */
async function floorLags(): Promise<readonly number[]> {
  const connection = await servers.admin();
  const manager = await jetstreamManager(connection);
  await manager.streams.add({ name: 'FLOOR', subjects: ['floor'], num_replicas: SERVERS });
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
      if (seq === FLOOR_MESSAGES) return;
    }
  })();
  const payload = new Uint8Array(FLOOR_BYTES);
  for (let sequence = 0; sequence < FLOOR_MESSAGES; sequence += 1) {
    sentAtMs.push(preciseNow());
    await Promise.all([jetstream(connection).publish('floor', payload, { expect: { lastSequence: sequence } }), wait(FLOOR_EVERY_MS)]);
  }
  await reading;
  await manager.streams.delete('FLOOR');
  await connection.close();
  return lagsMs;
}

try {
  const floor = distributionOf(await floorLags());
  const feed = new BenchFeed(city, RATE);
  const limits = { ...DEFAULT_LIMITS, replicas: SERVERS };
  const relay = new Relay({ feed, city, nats: servers.settings(RELAY_NAME), limits, clock: systemClock, log: pino({ level: 'silent' }) });
  relay.start();
  await eventually('the relay has a history', () => relay.status.feed !== '');
  await startStations();
  await feed.burst(SETTLE_ROWS);
  feed.turn(true);
  await wait(SETTLE_MS);
  await seen();
  const serverIds = servers.servers.map(({ processId }) => processId);
  const before = {
    rows: feed.rows,
    sequence: relay.status.sequence,
    relay: process.cpuUsage(),
    servers: serverIds.map(cpuOfProcess),
    atMs: preciseNow(),
  };
  await wait(DURATION_MS);
  const found = await seen();
  const seconds = (preciseNow() - before.atMs) / 1000;
  const relayCpu = process.cpuUsage(before.relay);
  const serverCpu = serverIds.map((id, index) => cpuOfProcess(id) - (before.servers[index] ?? 0));
  const messages = (relay.status.sequence - before.sequence) / seconds;
  feed.turn(false);
  await relay.stop();

  const lag = distributionOf(found.flatMap(({ lagsMs }) => lagsMs));
  const rows = found.reduce((sum, { rows: own }) => sum + own, 0) / seconds;
  const perCent = (cpuMs: number): number => cpuMs / seconds / 10;
  const relayPerCent = perCent((relayCpu.user + relayCpu.system) / 1000);
  const serversPerCent = perCent(serverCpu.reduce((sum, ms) => sum + ms, 0));
  const stationPerCent = perCent(found.reduce((sum, { cpuMs }) => sum + cpuMs, 0)) / STATIONS;
  report.table(
    ['', 'p50, ms', 'p95, ms', 'p99, ms', 'largest, ms'],
    [
      ['floor: publish to one reader', floor.p50, floor.p95, floor.p99, floor.largest],
      ['commit to station', lag.p50, lag.p95, lag.p99, lag.largest],
    ],
  );
  report.table(
    [
      'rows/s in the city',
      'messages/s',
      'rows/s at the stations',
      'relay, % of a core',
      'all servers, % of a core',
      'one station, % of a core',
    ],
    [[(feed.rows - before.rows) / seconds, messages, rows, relayPerCent, serversPerCent, stationPerCent]],
  );
  report.figure({ name: 'relay: stations', value: STATIONS, unit: 'stations', least: LEAST_STATIONS });
  report.figure({ name: 'relay: commit to station, p50', value: lag.p50, unit: 'ms' });
  report.figure({ name: 'relay: commit to station, p99', value: lag.p99, unit: 'ms' });
  report.figure({
    name: 'relay: commit to station, p50, times the floor',
    value: lag.p50 / floor.p50,
    unit: '×',
    limit: LARGEST_LAG_RATIO,
  });
  report.figure({ name: 'relay: CPU of the relay', value: relayPerCent, unit: '% of a core' });
  report.figure({ name: 'relay: CPU of all servers', value: serversPerCent, unit: '% of a core' });
  report.figure({ name: 'relay: CPU of a station', value: stationPerCent, unit: '% of a core' });
  report.finish();
} finally {
  for (const child of children) tell(child, 'stop');
  await servers.remove();
}
process.exit();
