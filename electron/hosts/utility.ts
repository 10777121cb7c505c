import type { MessagePortMain } from 'electron';
import type { Face } from '../../shared/contract/caller.ts';
import type { FromHost, ToHost } from '../../shared/host/supervision.ts';
import { messagePortChannel } from '../../shared/rpc/message-port-channel.ts';
import { serveClient } from '../../shared/rpc/serve.ts';
import type { ServedApi } from '../../shared/rpc/served-api.ts';
import { localCaller } from './callers.ts';
import { takeDataFolder } from './data-folder.ts';
import { electronPort } from './electron-port.ts';
import { parseHostOptions } from './host-options.ts';
import { failureOf, openBackend } from './open-backend.ts';
import { openLog } from './open-log.ts';
import { ParentPrinter } from './parent-printer.ts';

/** The command center inside Electron's utility process: the main process sends it one port a window and relays nothing. */
type FromMain = ToHost | { readonly kind: 'client'; readonly face: Face };

interface Message {
  readonly data: FromMain;
  readonly ports: readonly MessagePortMain[];
}

const tell = (message: FromHost): void => process.parentPort.postMessage(message);

interface StartedHost {
  readonly served: ServedApi;
  readonly printer: ParentPrinter;
  stop(): Promise<void>;
}

async function startHost(): Promise<StartedHost> {
  const options = parseHostOptions(process.argv.slice(2));
  const giveBack = takeDataFolder(options.dataFolder);
  const log = await openLog(options.dataFolder, 'utility');
  const printer = new ParentPrinter(tell);
  const backend = await openBackend(options, printer, log);
  tell({ kind: 'started' });
  log.info({ preset: options.preset }, 'host started');
  const stop = async (): Promise<void> => {
    await backend.close();
    giveBack();
  };
  return { served: backend.served, printer, stop };
}

async function receive({ data, ports: [port] }: Message, starting: Promise<StartedHost>): Promise<void> {
  const { served, printer, stop } = await starting;
  if (data.kind === 'client') {
    if (port !== undefined) serveClient(messagePortChannel(electronPort(port)), served, localCaller(data.face));
  } else if (data.kind === 'stop') {
    await stop();
    process.exit(0);
  } else printer.receive(data);
}

const starting = startHost();
starting.catch((error: unknown) => tell({ kind: 'failed', failure: failureOf(error) }));
// What comes while the host still starts waits for it; a start that fails has nothing to answer.
process.parentPort.on('message', (message: Message) => void receive(message, starting).catch(() => process.exit(1)));
