import { listeningMessage, wallAddressMessage } from '../../shared/i18n/host-messages.ts';
import { WINDOW_ORIGIN } from '../../shared/host/supervision.ts';
import type { ServedApi } from '../../shared/rpc/served-api.ts';
import type { ReportPrinter } from '../backend/reports/report-printer.ts';
import { applicationFolders, assertWindowBuilt } from './application-folders.ts';
import type { Closing } from './closing.ts';
import { takeDataFolder } from './data-folder.ts';
import type { HostOptions } from './host-options.ts';
import { createToken, LoopbackAccess, wallTokenOf } from './loopback/access.ts';
import type { Parent } from './loopback/parent.ts';
import { startLoopbackServer } from './loopback/server.ts';
import { ParentPrinter } from './parent-printer.ts';
import { ChromiumPrinter } from './print/chromium-printer.ts';
import { Reception } from './reception.ts';
import type { Keychain } from './secrets/keychain.ts';
import { ParentKeychain } from './secrets/parent-keychain.ts';

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

/** Serves the window's files at once, and its connection as soon as the backend stands. */
export async function startHost(options: HostOptions, parent: Parent, closing: Closing): Promise<void> {
  const folders = applicationFolders();
  if (!options.isEmbedded) assertWindowBuilt(folders);
  const giveBack = takeDataFolder(options.dataFolder);
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
  const wallToken = wallTokenOf(token);
  const ticket = access.issueTicket('console');
  parent.tell({ kind: 'listening', origin: server.origin, token, wallToken, ticket, dataFolder: options.dataFolder });
  parent.onMessage((message) => {
    if (message.kind === 'issueTicket') parent.tell({ kind: 'ticket', id: message.id, ticket: access.issueTicket(message.face) });
  });
  const say = (): void => {
    if (parent.isPresent) return;
    process.stdout.write(`${listeningMessage(`${server.origin}/#key=${token}`, options.language)}\n`);
    process.stdout.write(`${wallAddressMessage(`${server.origin}/wall.html#key=${wallToken}`, options.language)}\n`);
  };
  // The backend is most of the program: the window starts while it is read.
  const [{ ServedBackend }, { openLog }] = await Promise.all([import('./served-backend.ts'), import('./open-log.ts')]);
  const log = await openLog(options.dataFolder, 'loopback', options.logLevel);
  const parts = {
    printer: options.isEmbedded ? parentPrinter(parent) : chromiumPrinter(server.origin, access),
    keychain: options.isEmbedded ? parentKeychain(parent) : null,
    log,
    onLocked: (locked: ServedApi) => {
      reception.open(locked);
      closing.is(async () => {
        await server.close();
        giveBack();
      });
      say();
    },
  };
  const backend = new ServedBackend(options, parts, reception);
  await backend.open();
  closing.is(async () => {
    await server.close();
    await backend.close();
    giveBack();
    log.info('host stopped');
  });
  parent.tell({ kind: 'started' });
  log.info({ port: server.port, preset: options.preset }, 'host started');
  say();
}
