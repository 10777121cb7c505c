import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { accessSync, closeSync, constants, existsSync, openSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { delimiter, join } from 'node:path';
import { setTimeout as wait } from 'node:timers/promises';

export interface NatsServerOptions {
  readonly name: string;
  readonly folder: string;
  readonly port: number;
  /** Lines of the configuration besides port, store and name. */
  readonly configuration: string;
}

/**
 * Runs the server in the shell's place, and beside it a reader that ends it when our end of the pipe closes: it does not outlive its user, however
 * that one ended. The reader looks up whether the number still belongs to this server.
 */
const GUARDED = `
exec 3<&0 </dev/null
( ( read -r line <&3; [ "$(cat "$1" 2>/dev/null)" = "$$" ] && kill -KILL $$ ) & )
exec 3<&-
exec "$0" -c "$2"`;

const LOOK_EVERY_MS = 20;
const READY_WITHIN_MS = 60_000;

/** There is none on this machine, or it did not start; what it said stands in its log. */
export class NatsServerError extends Error {
  override readonly name = 'NatsServerError';
  readonly fault: 'missing' | 'not-startable';

  constructor(fault: 'missing' | 'not-startable', message: string) {
    super(message);
    this.fault = fault;
  }
}

/** Debian puts it where not every PATH looks. */
const MORE_FOLDERS = ['/usr/sbin', '/usr/local/bin'];

/** The nats-server of this machine, or null. */
export function findNatsServer(): string | null {
  const folders = [...(process.env['PATH'] ?? '').split(delimiter), ...MORE_FOLDERS];
  return folders.map((folder) => join(folder, 'nats-server')).find((path) => existsSync(path)) ?? null;
}

function program(): string {
  const found = findNatsServer();
  if (found === null) throw new NatsServerError('missing', 'nats-server is missing: install the package of that name');
  accessSync(found, constants.X_OK);
  return found;
}

/** A real nats-server with JetStream on the loopback, in a folder of its own. */
export class NatsServer {
  readonly options: NatsServerOptions;
  #process: ChildProcess | null = null;

  constructor(options: NatsServerOptions) {
    this.options = options;
  }

  get isRunning(): boolean {
    return this.#process !== null && this.#process.exitCode === null && this.#process.signalCode === null;
  }

  get log(): string {
    return existsSync(this.#path('log')) ? readFileSync(this.#path('log'), 'utf8') : '';
  }

  get processId(): number {
    return this.#process?.pid ?? 0;
  }

  get logPath(): string {
    return this.#path('log');
  }

  /** Resolves when it takes clients. @throws NatsServerError */
  async start(): Promise<void> {
    const { name, port, configuration, folder } = this.options;
    const store = join(folder, `${name}.store`);
    const own = [`listen: "127.0.0.1:${port}"`, `server_name: ${name}`, `jetstream { store_dir: ${JSON.stringify(store)} }`];
    writeFileSync(this.#path('conf'), [...own, `pid_file: ${JSON.stringify(this.#path('pid'))}`, configuration].join('\n'));
    const log = openSync(this.#path('log'), 'w', 0o600);
    const child = spawn('/bin/sh', ['-c', GUARDED, program(), this.#path('pid'), this.#path('conf')], {
      stdio: ['pipe', log, log],
      detached: true,
    });
    closeSync(log);
    this.#process = child;
    await this.#ready();
  }

  /** Without a word, as a power cut of this one machine whose disk survives. */
  async kill(): Promise<void> {
    await this.#end('SIGKILL');
  }

  async stop(): Promise<void> {
    await this.#end('SIGTERM');
  }

  /** Forgets everything that it stored. */
  wipe(): void {
    rmSync(join(this.options.folder, `${this.options.name}.store`), { recursive: true, force: true });
  }

  /** What another process does cannot be waited for in any other way. */
  async #ready(): Promise<void> {
    for (const untilMs = performance.now() + READY_WITHIN_MS; performance.now() < untilMs; await wait(LOOK_EVERY_MS)) {
      if (!this.isRunning) throw new NatsServerError('not-startable', `nats-server ended: ${this.log}`);
      if (this.log.includes('Server is ready')) return;
    }
    throw new NatsServerError('not-startable', 'nats-server does not come up');
  }

  async #end(signal: NodeJS.Signals): Promise<void> {
    const child = this.#process;
    if (child === null) return;
    const ended = this.isRunning ? once(child, 'exit') : Promise.resolve();
    child.kill(signal);
    await ended;
    rmSync(this.#path('pid'), { force: true });
    child.stdin?.destroy();
    this.#process = null;
  }

  #path(ending: string): string {
    return join(this.options.folder, `${this.options.name}.${ending}`);
  }
}
