import type { MessagePortMain } from 'electron';
import type { Face } from '../../shared/contract/caller.ts';
import type { FromHost, ToHost } from '../../shared/host/supervision.ts';
import { messagePortChannel } from '../../shared/rpc/message-port-channel.ts';
import type { ServedApi } from '../../shared/rpc/served-api.ts';
import { keepCompiled } from '../backend/keep-compiled.ts';
import { Closing } from './closing.ts';
import { takeDataFolder } from './data-folder.ts';
import { electronPort } from './electron-port.ts';
import { failureOf } from './failure-of.ts';
import { parseHostOptions } from './host-options.ts';
import { ParentPrinter } from './parent-printer.ts';
import { Reception } from './reception.ts';
import { ParentKeychain } from './secrets/parent-keychain.ts';

/** The command center inside Electron's utility process: the main process sends it one port a window and relays nothing. */
type FromMain = ToHost | { readonly kind: 'client'; readonly face: Face };

interface Message {
  readonly data: FromMain;
  readonly ports: readonly MessagePortMain[];
}

const tell = (message: FromHost): void => process.parentPort.postMessage(message);

class UtilityHost {
  readonly #printer = new ParentPrinter(tell);
  readonly #keychain = new ParentKeychain(tell);
  readonly #reception = new Reception();
  readonly #closing = new Closing();

  receive({ data, ports: [port] }: Message): void {
    if (data.kind === 'client') {
      if (port !== undefined) this.#reception.admit(messagePortChannel(electronPort(port)), data.face);
    } else if (data.kind === 'stop') void this.#closing.run().then(() => process.exit(0));
    else {
      this.#printer.receive(data);
      this.#keychain.receive(data);
    }
  }

  async start(): Promise<void> {
    const options = parseHostOptions(process.argv.slice(2));
    const giveBack = takeDataFolder(options.dataFolder);
    keepCompiled(options.dataFolder);
    const [{ ServedBackend }, { openLog }] = await Promise.all([import('./served-backend.ts'), import('./open-log.ts')]);
    const log = await openLog(options.dataFolder, 'utility', options.logLevel);
    const onLocked = (locked: ServedApi): void => {
      this.#reception.open(locked);
      this.#started(async () => giveBack());
    };
    const backend = new ServedBackend(options, { printer: this.#printer, keychain: this.#keychain, log, onLocked }, this.#reception);
    await backend.open();
    this.#started(async () => {
      await backend.close();
      giveBack();
    });
    log.info({ preset: options.preset }, 'host started');
  }

  #started(close: () => Promise<void>): void {
    this.#closing.is(close);
    tell({ kind: 'started' });
  }
}

const host = new UtilityHost();
process.parentPort.on('message', (message: Message) => host.receive(message));
host.start().catch((error: unknown) => tell({ kind: 'failed', failure: failureOf(error) }));
