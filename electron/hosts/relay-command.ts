import type { Logger } from 'pino';
import type { City } from '../../shared/city/city.ts';
import { formatDateTime } from '../../shared/domain/time.ts';
import { HostFailedError } from '../../shared/host/host-failure.ts';
import type { Language } from '../../shared/contract/daily-report.ts';
import { type RelayMessage, relayMessage } from '../../shared/i18n/relay-messages.ts';
import { loadCity } from '../backend/city/load-city.ts';
import { systemClock } from '../backend/clock.ts';
import { RELAY_NAME } from '../backend/jetstream/access.ts';
import { targetLabel as natsLabel } from '../backend/jetstream/nats-url.ts';
import { inboxPrefix } from '../backend/jetstream/subjects.ts';
import { createPostgresFeed } from '../backend/relay/postgres-feed.ts';
import { Relay, type RelayStatus } from '../backend/relay/relay.ts';
import { repeatUntil } from '../backend/repeat.ts';
import { targetLabel } from '../backend/sources/postgres/connection-url.ts';
import { applicationFolders, assertCityPresent } from './application-folders.ts';
import { inDataFolder } from './data-folder.ts';
import { openLog } from './open-log.ts';
import { parseRelayOptions, type RunOptions } from './relay/relay-options.ts';
import { ACCESS_FILE, writeAccess } from './relay/write-access.ts';
import { runCommand } from './run-command.ts';
import { readSecretFile } from './secret-file.ts';
import { stopSignal } from './stop-signal.ts';

/** `npm run relay`: the platform's changes into NATS JetStream, street by street, until Ctrl-C. */
type Say = (message: RelayMessage, details?: Readonly<Record<string, string | number>>) => void;

const LOOK_EVERY_MS = 500;
const PROGRESS_EVERY_MS = 60_000;

async function cityOfThisMachine(): Promise<City> {
  const folders = applicationFolders();
  assertCityPresent(folders);
  return loadCity(folders.city);
}

/** Read anew for every connection, so that a changed secret is taken up. @throws HostFailedError `password-file-unreadable` */
function secretOf(path: string | null): () => Promise<string> {
  return async () => {
    if (path === null) return '';
    const secret = readSecretFile(path);
    if (secret === null) throw new HostFailedError('password-file-unreadable', { path });
    return secret;
  };
}

function detailsText({ trouble }: RelayStatus): string {
  return Object.entries(trouble?.details ?? {})
    .map(([name, value]) => `${name}=${value}`)
    .join(' ');
}

/** Says each change of state once, and now and then how far the relay is. */
function statusTeller(say: Say): (status: RelayStatus) => void {
  let said = '';
  let saidAtMs = 0;
  return (status) => {
    const { state, trouble, position, feed, sequence, knownToMs, snapshotsServed: served, snapshotsWaiting: queue } = status;
    const key = `${state} ${trouble?.code ?? ''} ${feed}`;
    if (key !== said && state === 'running' && feed !== '') say('running', { position, feed });
    else if (key !== said && state === 'waiting') say('waiting', { code: trouble?.code ?? '', details: detailsText(status) });
    else if (state !== 'running' || knownToMs === null || performance.now() - saidAtMs < PROGRESS_EVERY_MS) return;
    else say('progress', { sequence, moment: formatDateTime(knownToMs), served, queue });
    said = key;
    saidAtMs = performance.now();
  };
}

async function runRelay(options: RunOptions, log: Logger, say: Say): Promise<void> {
  const { source, nats, limits, slot, dataFolder } = options;
  const city = await cityOfThisMachine();
  const [readPassword, readCredentials] = [secretOf(options.passwordFile), secretOf(options.credentialsFile)];
  // A file that is missing or open to others is said now, not in the log of every attempt.
  await Promise.all([readPassword(), readCredentials()]);
  say('starting', { source: targetLabel(source), nats: natsLabel(nats), path: dataFolder });
  const relay = new Relay({
    feed: createPostgresFeed({ target: source, city, clock: systemClock, readPassword, slot }),
    city,
    nats: { target: nats, readCredentials, name: RELAY_NAME, inboxPrefix: inboxPrefix(RELAY_NAME) },
    limits,
    clock: systemClock,
    log,
  });
  const signal = stopSignal(() => say('stopping'));
  const tell = statusTeller(say);
  relay.start();
  repeatUntil(signal, systemClock, LOOK_EVERY_MS, () => tell(relay.status));
  await new Promise<void>((resolve) => {
    signal.addEventListener('abort', () => resolve(), { once: true });
    if (signal.aborted) resolve();
  });
  await relay.stop();
  say('stopped');
}

async function main(values: readonly string[], language: Language): Promise<void> {
  const say: Say = (message, details) => void process.stdout.write(`${relayMessage(message, language, details)}\n`);
  const options = parseRelayOptions(values);
  if (options.kind === 'access') {
    const count = writeAccess(options.folder, await cityOfThisMachine(), options.areaCodes);
    say('accessWritten', { count, path: options.folder, file: ACCESS_FILE });
    return;
  }
  await inDataFolder(options.dataFolder, async () => runRelay(options, await openLog(options.dataFolder, 'relay', 'info'), say));
}

process.exit(await runCommand(process.argv.slice(2), main));
