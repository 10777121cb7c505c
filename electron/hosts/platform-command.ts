import { join } from 'node:path';
import { createCodeIndex } from '../../shared/city/city-lookup.ts';
import type { City } from '../../shared/city/city.ts';
import { formatDateTime } from '../../shared/domain/time.ts';
import { HostFailedError } from '../../shared/host/host-failure.ts';
import type { Language } from '../../shared/contract/daily-report.ts';
import { type PlatformMessage, platformMessage } from '../../shared/i18n/platform-messages.ts';
import type { Change } from '../backend/replication/change.ts';
import { loadCity } from '../backend/city/load-city.ts';
import { applicationFolders, assertCityPresent } from './application-folders.ts';
import { inDataFolder } from './data-folder.ts';
import { openLog } from './open-log.ts';
import { PlatformNats } from './platform/platform-nats.ts';
import { PlatformFeed, type FeedProgress } from './platform/platform-feed.ts';
import { parsePlatformOptions, type PlatformOptions } from './platform/platform-options.ts';
import { DATABASE, PlatformServer } from './platform/platform-server.ts';
import { LOOPBACK } from './platform/postgres-server.ts';
import { runCommand } from './run-command.ts';
import { stopSignal } from './stop-signal.ts';

/** `npm run platform`: the city platform on a real PostgreSQL, written by the simulated city until Ctrl-C. */
const PROGRESS_EVERY_MS = 3000;

type Say = (message: PlatformMessage, details?: Readonly<Record<string, string | number>>) => void;

function areaName(city: City, code: string): string {
  if (code === city.code) return city.name;
  const { districts, streets } = createCodeIndex(city);
  const [district, street] = [districts.get(code), streets.get(code)];
  const name = district === undefined ? city.streets.name[street ?? -1] : city.districts.name[district];
  if (name === undefined) throw new HostFailedError('unknown-area', { area: code });
  return name;
}

/** Makes the stations; answers what there is to say about them once they can be started. */
async function addStations(
  server: PlatformServer,
  nats: PlatformNats | null,
  city: City,
  areaCodes: readonly string[],
  say: Say,
): Promise<() => void> {
  const stations: (() => void)[] = [];
  for (const area of areaCodes) {
    const role = await server.addStation(area);
    const connection = `postgres://${role}@${LOOPBACK}:${server.postgres.options.port}/${DATABASE}`;
    const path = server.secrets.fileOf(role);
    stations.push(() => {
      say('station', { area, name: areaName(city, area), connection });
      say('passwordFile', { path });
      say('startLine', { line: `npm start -- --source ${connection} --area ${area} --source-password-file ${path}` });
      if (nats !== null) {
        const credentials = nats.credentialsFileOf(area);
        say('natsStartLine', { line: `npm start -- --source ${nats.url} --area ${area} --source-credentials-file ${credentials}` });
      }
    });
  }
  return () => stations.forEach((sayStation) => sayStation());
}

/** Says how far the filling is, now and then. */
function progressTeller(say: Say, onLive: () => void): (progress: FeedProgress) => void {
  let saidAtMs = performance.now();
  return (progress) => {
    if (progress.kind === 'filling') {
      if (performance.now() - saidAtMs < PROGRESS_EVERY_MS) return;
      saidAtMs = performance.now();
      say('filling', { rows: progress.rows });
    } else if (progress.kind === 'filled') say('filled', { rows: progress.rows });
    else if (progress.kind === 'interrupted') say('interrupted');
    else onLive();
  };
}

async function natsOf({ dataFolder, natsPort: port }: PlatformOptions, city: City, platform: PlatformServer): Promise<PlatformNats | null> {
  if (port === null) return null;
  return new PlatformNats({ dataFolder, port, city, platform, log: await openLog(dataFolder, 'platform', 'info') });
}

async function runPlatform(options: PlatformOptions, say: Say, signal: AbortSignal): Promise<void> {
  const folders = applicationFolders();
  assertCityPresent(folders);
  const city = await loadCity(folders.city);
  for (const code of options.areaCodes) areaName(city, code);
  const server = new PlatformServer({
    dataFolder: options.dataFolder,
    port: options.port,
    schemaFolder: join(folders.root, 'resources', 'platform'),
  });
  const nats = await natsOf(options, city, server);
  try {
    await server.start(city);
    const { rows } = await server.asSuperuser((client) => client.query<{ server_version: string }>('SHOW server_version'));
    const address = `${LOOPBACK}:${options.port}`;
    say('started', { version: rows[0]?.server_version ?? '', address, path: options.dataFolder });
    if (nats !== null) {
      await nats.start();
      say('natsStarted', { address: nats.url });
    }
    const sayStations = await addStations(server, nats, city, options.areaCodes, say);
    const onLive = (): void => {
      sayStations();
      say('writing', { moment: formatDateTime(feed.nowMs), speed: options.speed });
    };
    const sayPositions = nats === null ? null : (changes: readonly Change[]): void => nats.sayPositions(changes);
    const feed = new PlatformFeed({ ...options, server, city, onProgress: progressTeller(say, onLive), sayPositions });
    await feed.run(signal);
  } finally {
    await nats?.stop();
    await server.postgres.stop();
  }
}

async function main(values: readonly string[], language: Language): Promise<void> {
  const say: Say = (message, details) => void process.stdout.write(`${platformMessage(message, language, details)}\n`);
  const options = parsePlatformOptions(values);
  await inDataFolder(options.dataFolder, () =>
    runPlatform(
      options,
      say,
      stopSignal(() => say('stopping')),
    ),
  );
  say('stopped');
}

process.exit(await runCommand(process.argv.slice(2), main));
