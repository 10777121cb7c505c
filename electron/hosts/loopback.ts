import { hostFailureMessage, listeningMessage, stoppedMessage } from '../../shared/i18n/host-messages.ts';
import { WINDOW_ORIGIN } from '../../shared/host/supervision.ts';
import type { ReportPrinter } from '../backend/reports/report-printer.ts';
import { applicationFolders, assertWindowBuilt } from './application-folders.ts';
import { Closing } from './closing.ts';
import { takeDataFolder } from './data-folder.ts';
import { askedLanguage, type HostOptions, parseHostOptions } from './host-options.ts';
import { createToken, LoopbackAccess } from './loopback/access.ts';
import { findParent, type Parent } from './loopback/parent.ts';
import { startLoopbackServer } from './loopback/server.ts';
import { failureOf, openBackend } from './open-backend.ts';
import { openLog } from './open-log.ts';
import { ParentPrinter } from './parent-printer.ts';
import { ChromiumPrinter } from './print/chromium-printer.ts';
import { Reception } from './reception.ts';
import type { Keychain } from './secrets/keychain.ts';
import { ParentKeychain } from './secrets/parent-keychain.ts';

/**
 * The command center as a plain Node process: serves the window's files and its connection on 127.0.0.1. Started by hand it prints its
 * address; started by another process it tells that one. Runs from the sources and from the build.
 */
const TOKEN_VARIABLE = 'COMMAND_CENTER_TOKEN';

/** The token of an earlier run that is started again, so that its windows may come back; a new one otherwise. */
function takeToken(): string {
  const given = process.env[TOKEN_VARIABLE] ?? '';
  delete process.env[TOKEN_VARIABLE];
  return /^[0-9a-f]{64}$/.test(given) ? given : createToken();
}

function parentPrinter(parent: Parent): ReportPrinter {
  const printer = new ParentPrinter(parent.tell);
  parent.onMessage((message) => printer.receive(message));
  return printer;
}

function parentKeychain(parent: Parent): Keychain {
  const keychain = new ParentKeychain(parent.tell);
  parent.onMessage((message) => keychain.receive(message));
  return keychain;
}

function chromiumPrinter(origin: string, access: LoopbackAccess): ReportPrinter {
  return new ChromiumPrinter(origin, () => access.issueTicket('report'));
}

async function startHost(options: HostOptions, parent: Parent, closing: Closing): Promise<void> {
  const folders = applicationFolders();
  if (!options.isEmbedded) assertWindowBuilt(folders);
  const giveBack = takeDataFolder(options.dataFolder);
  const log = await openLog(options.dataFolder, 'loopback');
  const token = takeToken();
  const access = new LoopbackAccess(token, Date.now);
  const reception = new Reception();
  const server = await startLoopbackServer({
    folders,
    access,
    port: options.port,
    otherOrigins: options.isEmbedded ? [WINDOW_ORIGIN] : [],
    onClient: (channel, face) => reception.admit(channel, face),
  });
  // The window may load while the backend opens: it is served as soon as there is something to serve.
  parent.tell({ kind: 'listening', origin: server.origin, token, ticket: access.issueTicket('console'), dataFolder: options.dataFolder });
  parent.onMessage((message) => {
    if (message.kind === 'issueTicket') parent.tell({ kind: 'ticket', id: message.id, ticket: access.issueTicket(message.face) });
  });
  const say = (): void => {
    if (!parent.isPresent) process.stdout.write(`${listeningMessage(`${server.origin}/#key=${token}`, options.language)}\n`);
  };
  const backend = await openBackend(options, {
    printer: options.isEmbedded ? parentPrinter(parent) : chromiumPrinter(server.origin, access),
    keychain: options.isEmbedded ? parentKeychain(parent) : null,
    log,
    onLocked: (locked) => {
      reception.open(locked);
      closing.is(async () => {
        await server.close();
        giveBack();
      });
      say();
    },
  });
  closing.is(async () => {
    await server.close();
    await backend.close();
    giveBack();
    log.info('host stopped');
  });
  reception.open(backend.served);
  parent.tell({ kind: 'started' });
  log.info({ port: server.port, preset: options.preset }, 'host started');
  say();
}

function stopOnRequest(parent: Parent, options: HostOptions, closing: Closing): void {
  let isStopping = false;
  const stopOnce = async (): Promise<void> => {
    if (isStopping) return;
    isStopping = true;
    await closing.run();
    if (!parent.isPresent) process.stdout.write(`${stoppedMessage(options.language)}\n`);
    process.exit(0);
  };
  const request = (): void => void stopOnce();
  process.once('SIGTERM', request);
  process.once('SIGINT', request);
  parent.onGone(request);
  parent.onMessage((message) => {
    if (message.kind === 'stop') request();
  });
}

async function main(values: readonly string[]): Promise<void> {
  const parent = findParent();
  try {
    const options = parseHostOptions(values);
    const closing = new Closing();
    stopOnRequest(parent, options, closing);
    await startHost(options, parent, closing);
  } catch (error) {
    const failure = failureOf(error);
    parent.tell({ kind: 'failed', failure });
    process.stderr.write(`${hostFailureMessage(failure, askedLanguage(values))}\n`);
    process.exit(1);
  }
}

void main(process.argv.slice(2));
