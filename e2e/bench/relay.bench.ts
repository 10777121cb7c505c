// The whole way, PostgreSQL → relay → three nats-servers → many stations of a street each: how long a commit is on it, and what each part costs
// at two rates, so that more can be extrapolated. Most stations have no database; some have a replica of their own, as an office has. Beside it,
// as the floor, messages of the same size through the same servers to one reader that does nothing with them.
//   npm run bench -- relay --stations 48 --replicas 2 --rates 20,500 --seconds 30
import { join } from 'node:path';
import { setTimeout as wait } from 'node:timers/promises';
import { parseArgs } from 'node:util';
import { jetstreamManager, type StreamState } from '@nats-io/jetstream';
import { loadCity } from '../../electron/backend/city/load-city.ts';
import { DatabaseKey } from '../../electron/backend/db/database-key.ts';
import { readAreaOf } from '../../electron/backend/jetstream/read-area.ts';
import { CHANGES_STREAM, defaultStationName } from '../../electron/backend/jetstream/subjects.ts';
import { NatsServers } from '../../electron/backend/jetstream/testing/nats-servers.ts';
import { whyNoNats } from '../../electron/backend/jetstream/testing/why-no-nats.ts';
import { CITY_CODE, TestPlatform } from '../../electron/hosts/platform/testing/test-platform.ts';
import { RelayProcess, relayOptions } from '../fixtures/relay-process.ts';
import { BenchReport, type Distribution, distributionOf, show } from './harness.ts';
import { BenchStation } from './parts/bench-station.ts';
import { cpuOfProcess } from './parts/idle-meter.ts';
import { LightStations } from './parts/light-stations.ts';
import { PlatformWriter, preciseNow } from './parts/platform-writer.ts';
import { type Extrapolated, extrapolate, type Line, lineThrough, type RelayCosts } from './parts/relay-extrapolation.ts';
import { floorLags } from './parts/relay-floor.ts';
import { CITY_FOLDER, gatherSnapshot } from './parts/simulated-replica.ts';
import { inWorkFolder } from './parts/work-folder.ts';

const SERVERS = 3;
const LIGHT_PROCESSES = 2;
const ROWS_PER_TRANSACTION = 10;
/** A consumer's first message waits up to a second for the server's tick; only what comes after that is measured. */
const SETTLE_MS = 3_000;
const SETTLE_ROWS = 1_000;
const LEAST_STATIONS = 40;
const LARGEST_LAG_RATIO = 20;
const CITY_SIZES = [150, 1000];

const { values } = parseArgs({
  options: {
    stations: { type: 'string', default: '48' },
    replicas: { type: 'string', default: '2' },
    rates: { type: 'string', default: '20,500' },
    seconds: { type: 'string', default: '30' },
  },
});
const [STATIONS, REPLICAS] = [Number(values.stations), Number(values.replicas)];
const [QUIET_RATE = 0, BUSY_RATE = 0] = values.rates.split(',').map(Number);
const DURATION_MS = Number(values.seconds) * 1000;

/** What was running while it was measured. */
interface Running {
  readonly writer: PlatformWriter;
  readonly relay: RelayProcess;
  readonly light: LightStations;
  readonly replicas: readonly BenchStation[];
  readonly streamState: () => Promise<StreamState>;
}

/** Shares are percent of a core, rows and messages are a second. */
interface Measured {
  readonly rows: number;
  readonly messages: number;
  readonly bytesAMessage: number;
  readonly relay: number;
  readonly servers: number;
  /** One of each kind, the mean of all. */
  readonly light: { readonly lag: Distribution; readonly rows: number; readonly share: number };
  readonly replica: { readonly lag: Distribution; readonly rows: number; readonly share: number };
}

const why = whyNoNats();
if (why !== null) {
  console.log(`not measured: ${why}`);
  process.exit(0);
}

const city = await loadCity(CITY_FOLDER);
const areas = city.streets.code.slice(0, STATIONS);
const [lightAreas, replicaAreas] = [areas.slice(REPLICAS), areas.slice(0, REPLICAS)];
const report = new BenchReport(
  `PostgreSQL, one relay, ${SERVERS} nats-servers, ${STATIONS} stations of a street each, ${REPLICAS} with a replica`,
);
const servers = await NatsServers.start({ count: SERVERS, areas: areas.map((code) => readAreaOf(city, code)) });
const platform = await TestPlatform.start({
  cityVersion: city.version,
  areas: [CITY_CODE],
  settings: { fsync: 'on', shared_buffers: '256MB' },
});
await platform.publishRelay();
const serverCpuMs = (): number => servers.servers.reduce((sum, { processId }) => sum + cpuOfProcess(processId), 0);
const sumOf = (numbers: readonly number[]): number => numbers.reduce((sum, number) => sum + number, 0);

async function startReplica(folder: string, areaCode: string): Promise<BenchStation> {
  const { target, readCredentials } = servers.settings(defaultStationName(areaCode));
  const spec = { kind: 'nats', target, areaCode, credentials: await readCredentials() } as const;
  const station = new BenchStation(join(folder, areaCode), spec, [...DatabaseKey.random().reveal()]);
  await station.reached('live');
  return station;
}

async function measure({ writer, relay, light, replicas, streamState }: Running, rowsPerSecond: number): Promise<Measured> {
  const look = async () => ({
    atMs: preciseNow(),
    stream: await streamState(),
    relayMs: cpuOfProcess(relay.processId),
    serversMs: serverCpuMs(),
  });
  const writing = writer.write({ rowsPerSecond, rowsPerTransaction: ROWS_PER_TRANSACTION, durationMs: SETTLE_MS + DURATION_MS });
  await wait(SETTLE_MS);
  await light.seen();
  const replicasBefore = await Promise.all(replicas.map((station) => station.seen()));
  const before = await look();
  await wait(DURATION_MS);
  const seen = await light.seen();
  const replicasSeen = await Promise.all(replicas.map((station) => station.seen()));
  const after = await look();
  const commits = await writing;
  const seconds = (after.atMs - before.atMs) / 1000;
  const share = (cpuMs: number): number => cpuMs / seconds / 10;
  const written = commits.filter(({ committedAtMs }) => committedAtMs > before.atMs && committedAtMs <= after.atMs);
  const messages = after.stream.last_seq - before.stream.last_seq;
  const replicaCpuMs = sumOf(replicasSeen.map(({ cpuMs }, index) => cpuMs - (replicasBefore[index]?.cpuMs ?? 0)));
  return {
    rows: sumOf(written.map(({ rows }) => rows)) / seconds,
    messages: messages / seconds,
    bytesAMessage: (after.stream.bytes - before.stream.bytes) / messages,
    relay: share(after.relayMs - before.relayMs),
    servers: share(after.serversMs - before.serversMs),
    light: {
      lag: distributionOf(seen.lagsMs),
      rows: seen.rows / seconds / lightAreas.length,
      share: share(seen.cpuMs) / lightAreas.length,
    },
    replica: {
      lag: distributionOf(replicasSeen.flatMap(({ lagsMs }) => lagsMs)),
      rows: sumOf(replicasSeen.map(({ rows }) => rows)) / seconds / replicas.length,
      share: share(replicaCpuMs) / replicas.length,
    },
  };
}

function tellRate(rate: number, floor: Distribution, found: Measured): void {
  const row = (name: string, { p50, p95, p99, largest }: Distribution): (string | number)[] => [name, p50, p95, p99, largest];
  report.table(
    [`${rate} rows/s, ms`, 'p50', 'p95', 'p99', 'largest'],
    [
      row('floor: publish to one reader', floor),
      row('commit to light station', found.light.lag),
      row('commit to replica', found.replica.lag),
    ],
  );
  report.table(
    [
      'rows/s',
      'messages/s',
      'bytes a message',
      'relay, % of a core',
      'all servers',
      'a light station',
      'its rows/s',
      'a station with a replica',
      'its rows/s',
    ],
    [
      [
        found.rows,
        found.messages,
        found.bytesAMessage,
        found.relay,
        found.servers,
        found.light.share,
        found.light.rows,
        found.replica.share,
        found.replica.rows,
      ],
    ],
  );
  const at = `at ${rate} rows/s`;
  for (const [kind, lag] of [
    ['light station', found.light.lag],
    ['replica', found.replica.lag],
  ] as const) {
    report.figure({ name: `relay: commit to ${kind} ${at}, p50`, value: lag.p50, unit: 'ms' });
    report.figure({ name: `relay: commit to ${kind} ${at}, p99`, value: lag.p99, unit: 'ms' });
  }
}

/** Named as in docs/scaling.md. */
function tellLine(name: string, of: string, { atRest, each }: Line): void {
  report.figure({ name: `relay: CPU of ${name} at rest`, value: atRest, unit: '% of a core' });
  report.figure({ name: `relay: CPU of ${name}, each ${of}`, value: each, unit: '% of a core' });
}

/** What the costs come to in larger cities: the table of docs/scaling.md. */
function tellExtrapolated(costs: RelayCosts): void {
  const larger = CITY_SIZES.map((stations) => extrapolate(costs, stations));
  const row = (what: string, arithmetic: string, of: (one: Extrapolated) => number): (string | number)[] => [
    what,
    arithmetic,
    ...larger.map(of),
  ];
  report.note(`Extrapolated, not measured; the relay’s core is full at ${show((100 - costs.relay.atRest) / costs.relay.each)} messages/s`);
  report.table(
    ['', 'arithmetic', ...CITY_SIZES.map((stations) => `${show(stations)} stations`)],
    [
      row('messages/s in a busy hour, *m*', '5 · *s*', ({ messagesPerSecond }) => messagesPerSecond),
      row('relay, % of a core', '*R₀* + *R* · *m*', ({ relay }) => relay),
      row('three servers together, % of a core', '*S₀* + *S* · *m*', ({ servers: all }) => all),
      row('a station with its replica, % of a core', '*D₀* + *D* · 5', ({ station }) => station),
      row('idle notices/s', '2 · *s*', ({ idleNoticesPerSecond }) => idleNoticesPerSecond),
      row('heartbeats sent out/s', '*s*', ({ heartbeatsPerSecond }) => heartbeatsPerSecond),
      row('kept for 7 days on three disks, GB', '0.1 · *m* · 604,800 · *B* · 3', ({ keptGigabytes }) => keptGigabytes),
    ],
  );
}

/** The costs as straight lines through both rates. */
function tellCosts(quiet: Measured, busy: Measured): void {
  const byMessages = (of: (found: Measured) => number): Line =>
    lineThrough({ x: quiet.messages, y: of(quiet) }, { x: busy.messages, y: of(busy) });
  const byRows = (of: (found: Measured) => { readonly rows: number; readonly share: number }): Line =>
    lineThrough({ x: of(quiet).rows, y: of(quiet).share }, { x: of(busy).rows, y: of(busy).share });
  const costs = {
    relay: byMessages(({ relay }) => relay),
    servers: byMessages((found) => found.servers),
    station: byRows(({ replica }) => replica),
    bytesAMessage: busy.bytesAMessage,
  };
  tellLine('the relay', 'message/s', costs.relay);
  tellLine('all servers', 'message/s', costs.servers);
  tellLine('a station with a replica', 'row/s of its own', costs.station);
  tellLine(
    'a light station',
    'row/s of its own',
    byRows(({ light }) => light),
  );
  report.figure({ name: 'relay: stored a message and server', value: costs.bytesAMessage, unit: 'bytes' });
  tellExtrapolated(costs);
}

async function run(folder: string, stop: (() => unknown)[]): Promise<void> {
  const floor = distributionOf(await floorLags(servers));
  const chunks = await gatherSnapshot(city, 'city');
  const writer = new PlatformWriter(await platform.connect('platform_writer'), city, chunks, { forRelay: true });
  await writer.fill();
  await platform.as('postgres', (client) => client.query('VACUUM ANALYZE'));
  const relay = new RelayProcess(await relayOptions({ platform, servers }, join(folder, 'relay')));
  stop.push(() => relay.kill());
  await relay.running();
  const fillStartMs = preciseNow();
  const light = await LightStations.start(servers, lightAreas, LIGHT_PROCESSES);
  stop.push(() => light.stop());
  const filledSeconds = (preciseNow() - fillStartMs) / 1000;
  const replicas = await Promise.all(replicaAreas.map((areaCode) => startReplica(folder, areaCode)));
  stop.push(() => Promise.all(replicas.map((station) => station.stop())));
  const admin = await servers.admin();
  stop.push(() => admin.close());
  const manager = await jetstreamManager(admin);
  const running = { writer, relay, light, replicas, streamState: async () => (await manager.streams.info(CHANGES_STREAM)).state };
  await writer.writeBacklog(SETTLE_ROWS, ROWS_PER_TRANSACTION);

  const quiet = await measure(running, QUIET_RATE);
  const busy = await measure(running, BUSY_RATE);
  report.figure({ name: 'relay: stations', value: STATIONS, unit: 'stations', least: LEAST_STATIONS });
  report.figure({ name: `relay: ${lightAreas.length} light stations filled, all at once`, value: filledSeconds, unit: 's' });
  report.figure({ name: 'relay: floor, p50', value: floor.p50, unit: 'ms' });
  report.figure({ name: 'relay: floor, p99', value: floor.p99, unit: 'ms' });
  tellRate(QUIET_RATE, floor, quiet);
  tellRate(BUSY_RATE, floor, busy);
  const ratio = busy.light.lag.p50 / floor.p50;
  report.figure({
    name: `relay: commit to light station at ${BUSY_RATE} rows/s, p50, times the floor`,
    value: ratio,
    unit: '×',
    limit: LARGEST_LAG_RATIO,
  });
  tellCosts(quiet, busy);
}

await inWorkFolder(async (folder) => {
  const stop: (() => unknown)[] = [];
  try {
    await run(folder, stop);
    report.finish();
  } finally {
    for (const end of stop.reverse()) await end();
    await servers.remove();
    await platform.stop();
  }
});
process.exit();
