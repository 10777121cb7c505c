import type { MessagePortMain } from 'electron';
import type { Face } from '../../shared/contract/caller.ts';
import type { FromHost, ToHost } from '../../shared/host/supervision.ts';
import { messagePortChannel } from '../../shared/rpc/message-port-channel.ts';
import { serveClient } from '../../shared/rpc/serve.ts';
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

async function main(): Promise<void> {
  const options = parseHostOptions(process.argv.slice(2));
  const giveBack = takeDataFolder(options.dataFolder);
  const log = await openLog(options.dataFolder, 'utility');
  const printer = new ParentPrinter(tell);
  const backend = await openBackend(options, printer, log);
  process.parentPort.on('message', ({ data, ports: [port] }: Message) => {
    if (data.kind === 'client' && port !== undefined) {
      serveClient(messagePortChannel(electronPort(port)), backend.served, localCaller(data.face));
    } else if (data.kind === 'stop') {
      void backend.close().then(() => {
        giveBack();
        process.exit(0);
      });
    } else if (data.kind !== 'client') printer.receive(data);
  });
  tell({ kind: 'started' });
  log.info({ preset: options.preset }, 'host started');
}

main().catch((error: unknown) => {
  tell({ kind: 'failed', failure: failureOf(error) });
  process.exitCode = 1;
});
