import { join } from 'node:path';
import { app, MessageChannelMain, utilityProcess, type UtilityProcess } from 'electron';
import { BACKEND_PORT_MESSAGE } from '../../shared/host/host-facts.ts';
import type { FromHost, ToHost } from '../../shared/host/supervision.ts';
import type { BackendEvents, BackendProcess } from './backend-process.ts';
import { answerKeychain } from './keychain.ts';

const STOP_LIMIT_MS = 10_000;

async function answerPrint(host: UtilityProcess, order: Extract<FromHost, { kind: 'print' }>, events: BackendEvents): Promise<void> {
  const outcome = await events.print(order);
  const answer: ToHost =
    'pdf' in outcome
      ? { kind: 'printed', id: order.id, pdfBase64: Buffer.from(outcome.pdf).toString('base64') }
      : { kind: 'printFailed', id: order.id, ...outcome };
  host.postMessage(answer);
}

function stopUtility(host: UtilityProcess): Promise<void> {
  return new Promise((resolve) => {
    const timer = setTimeout(() => host.kill(), STOP_LIMIT_MS);
    host.once('exit', () => {
      clearTimeout(timer);
      resolve();
    });
    host.postMessage({ kind: 'stop' } satisfies ToHost);
  });
}

/** Starts the backend in a utility process; every window gets a port straight to it. */
export function startUtilityBackend(hostArguments: readonly string[], events: BackendEvents): BackendProcess {
  const host = utilityProcess.fork(join(app.getAppPath(), 'out', 'main', 'utility.cjs'), [...hostArguments], {
    serviceName: 'command-center-backend',
    stdio: 'inherit',
  });
  const started = new Promise<void>((resolve, reject) => {
    host.on('message', (message: FromHost) => {
      if (message.kind === 'started') resolve();
      else if (message.kind === 'failed') {
        events.onFailed(message.failure);
        host.kill();
      } else if (message.kind === 'print') void answerPrint(host, message, events);
      else if (message.kind === 'keychain') host.postMessage(answerKeychain(message));
    });
    host.once('exit', () => {
      reject(new Error('The backend ended'));
      events.onEnded();
    });
  });
  // Whoever connects hears of it; nobody else has to.
  started.catch(() => undefined);
  return {
    socketOrigin: null,
    connect: async (contents, face) => {
      await started;
      const { port1, port2 } = new MessageChannelMain();
      host.postMessage({ kind: 'client', face }, [port1]);
      contents.postMessage(BACKEND_PORT_MESSAGE, null, [port2]);
      return { kind: 'port' };
    },
    stop: () => stopUtility(host),
  };
}
