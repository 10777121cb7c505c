import { type ChildProcess, spawn } from 'node:child_process';
import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { app } from 'electron';
import type { FromHost, ToHost } from '../../shared/host/supervision.ts';
import type { BackendEvents, BackendProcess, PrintOrder } from './backend-process.ts';
import { answerKeychain } from './keychain.ts';

const STOP_LIMIT_MS = 10_000;

/** The Node that the application brings along. */
function ownNode(): string {
  const modules = join(app.getAppPath(), 'node_modules');
  const name = process.platform === 'win32' ? `node-win-${process.arch}` : `node-${process.platform}-${process.arch}`;
  const program = join(modules, name, 'bin', process.platform === 'win32' ? 'node.exe' : 'node');
  return existsSync(program) ? program : join(modules, '.bin', 'node');
}

/** The backend's memory holds names and keys: no image of it is written when it crashes. */
function withoutCoreDumps([program = '', ...values]: readonly string[]): [string, string[]] {
  return process.platform === 'win32' ? [program, values] : ['/bin/sh', ['-c', 'ulimit -c 0; exec "$0" "$@"', program, ...values]];
}

class ChildBackend implements BackendProcess {
  readonly socketOrigin: string;
  readonly #child: ChildProcess;
  readonly #origin: string;
  readonly #tickets = new Map<number, { readonly resolve: (ticket: string) => void; readonly reject: (error: Error) => void }>();
  #lastTicketId = 0;

  constructor(child: ChildProcess, origin: string) {
    this.#child = child;
    this.#origin = origin;
    this.socketOrigin = origin.replace(/^http/, 'ws');
    child.on('message', (message: FromHost) => {
      if (message.kind !== 'ticket') return;
      this.#tickets.get(message.id)?.resolve(message.ticket);
      this.#tickets.delete(message.id);
    });
    child.once('exit', () => {
      for (const { reject } of this.#tickets.values()) reject(new Error('The backend has ended'));
      this.#tickets.clear();
    });
  }

  connect: BackendProcess['connect'] = (_contents, face) =>
    new Promise((resolve, reject) => {
      if (!this.#child.connected) return reject(new Error('The backend has ended'));
      this.#lastTicketId += 1;
      const id = this.#lastTicketId;
      this.#tickets.set(id, { resolve: (key) => resolve({ kind: 'socket', origin: this.#origin, key }), reject });
      tell(this.#child, { kind: 'issueTicket', id, face });
    });

  stop(): Promise<void> {
    return new Promise((resolve) => {
      if (this.#child.exitCode !== null || this.#child.signalCode !== null) return resolve();
      const timer = setTimeout(() => this.#child.kill('SIGKILL'), STOP_LIMIT_MS);
      this.#child.once('exit', () => {
        clearTimeout(timer);
        resolve();
      });
      tell(this.#child, { kind: 'stop' });
    });
  }
}

function tell(child: ChildProcess, message: ToHost): void {
  if (child.connected) child.send(message);
}

async function answerPrint(child: ChildProcess, order: PrintOrder, events: BackendEvents): Promise<void> {
  const outcome = await events.print(order);
  if ('pdf' in outcome) tell(child, { kind: 'printed', id: order.id, pdfBase64: Buffer.from(outcome.pdf).toString('base64') });
  else tell(child, { kind: 'printFailed', id: order.id, ...outcome });
}

/**
 * Starts the backend under the application's own Node, where Electron's cannot load the SQLite driver, and resolves once it holds its
 * port. `port` 0 lets the system choose; after a crash the same port is asked for, because the open page's policy names it.
 */
export function startChildBackend(hostArguments: readonly string[], port: number, events: BackendEvents): Promise<BackendProcess> {
  const program = join(app.getAppPath(), 'out', 'main', 'loopback.cjs');
  const values = [ownNode(), program, ...hostArguments, '--embedded', '--port', String(port)];
  const child = spawn(...withoutCoreDumps(values), { stdio: ['ignore', 'inherit', 'inherit', 'ipc'] });
  return new Promise((resolve, reject) => {
    child.on('message', (message: FromHost) => {
      if (message.kind === 'listening') resolve(new ChildBackend(child, message.origin));
      else if (message.kind === 'failed') events.onFailed(message.failure);
      else if (message.kind === 'print') void answerPrint(child, message, events);
      else if (message.kind === 'keychain') void app.whenReady().then(() => tell(child, answerKeychain(message)));
    });
    child.once('error', reject);
    child.once('exit', () => {
      reject(new Error('The backend ended before it listened'));
      events.onEnded();
    });
  });
}
