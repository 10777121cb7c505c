import { type ChildProcess, execFile, spawn } from 'node:child_process';
import { once } from 'node:events';
import {
  appendFileSync,
  closeSync,
  existsSync,
  mkdirSync,
  openSync,
  readdirSync,
  readFileSync,
  renameSync,
  rmSync,
  statSync,
  writeFileSync,
} from 'node:fs';
import { dirname, join } from 'node:path';
import { setTimeout as wait } from 'node:timers/promises';
import { promisify } from 'node:util';
import { HostFailedError } from '../../../shared/host/host-failure.ts';
import { giveTo, type ServerAccount } from './server-account.ts';

export interface PostgresServerOptions {
  /** Folder of `postgres` and `initdb`. */
  readonly binaries: string;
  readonly account: ServerAccount;
  /** PostgreSQL's own folder, made by `initialize`; its log lies beside it. */
  readonly dataFolder: string;
  readonly port: number;
  /** Lines of the configuration file; what `ALTER SYSTEM` says goes before them. */
  readonly settings: Readonly<Record<string, string>>;
}

export const SUPERUSER = 'postgres';
export const LOOPBACK = '127.0.0.1';

const CONFIGURATION = 'command-center.conf';
const POLL_MS = 10;
const FAST_STOP_LIMIT_MS = 15_000;
/** A server that was killed leaves children that take a moment to notice, and it cannot start before. */
const ORPHANS_LIMIT_MS = 15_000;
const ORPHANS = /pre-existing shared memory block|lock file "postmaster.pid" already exists/;
/** Long enough for the recovery of a city's worth of changes on a slow disk. */
const START_LIMIT_MS = 300_000;

/**
 * Runs the server in the shell's place, and beside it a reader that sends it away when our end of the pipe closes: a server does not outlive the
 * process that started it, however that one ended. The reader looks up whether the number still belongs to this server.
 */
const GUARDED = `
exec 3<&0 </dev/null
( ( read -r line <&3; [ "$(head -n 1 "$1/postmaster.pid" 2>/dev/null)" = "$$" ] && kill -INT $$ ) & )
exec 3<&-
exec "$0" -D "$@"`;

const run = promisify(execFile);

function quoted(value: string): string {
  return `'${value.replaceAll("'", "''")}'`;
}

/** Why a start failed, from what the server wrote. */
function failureOf(log: string, { port, dataFolder }: PostgresServerOptions): HostFailedError {
  const details = { path: dataFolder, log: `${dataFolder}.log` };
  if (/could not bind|Address already in use/.test(log)) return new HostFailedError('port-taken', { port });
  if (ORPHANS.test(log)) return new HostFailedError('platform-data-in-use', details);
  if (/database files are incompatible with server/.test(log)) return new HostFailedError('platform-data-version', details);
  if (/Permission denied|No space left/.test(log)) return new HostFailedError('data-folder-not-writable', details);
  if (/FATAL|PANIC|is not a database cluster directory/.test(log)) return new HostFailedError('platform-data-damaged', details);
  return new HostFailedError('postgres-not-startable', details);
}

/** A PostgreSQL server of our own on the loopback: one data folder, one port. */
export class PostgresServer {
  readonly options: PostgresServerOptions;
  #process: ChildProcess | null = null;

  constructor(options: PostgresServerOptions) {
    this.options = options;
  }

  /** Whether there are data, sound or not: they are never made anew over what is there. */
  get hasData(): boolean {
    return existsSync(this.options.dataFolder) && readdirSync(this.options.dataFolder).length > 0;
  }

  get isRunning(): boolean {
    return this.#process !== null && this.#process.exitCode === null && this.#process.signalCode === null;
  }

  /** Number of the server's first process, 0 when it does not run. */
  get processId(): number {
    return this.isRunning ? (this.#process?.pid ?? 0) : 0;
  }

  get logPath(): string {
    return `${this.options.dataFolder}.log`;
  }

  /** What the server wrote since it was last started. */
  get log(): string {
    return existsSync(this.logPath) ? readFileSync(this.logPath, 'utf8') : '';
  }

  /**
   * Makes the data folder with a superuser `postgres` who has this password; it is there as a whole or not at all.
   * @throws HostFailedError `data-folder-not-writable`, `postgres-not-startable`
   */
  async initialize(password: string): Promise<void> {
    const { binaries, account, dataFolder } = this.options;
    const unfinished = `${dataFolder}.unfinished`;
    const passwordFile = `${dataFolder}.password`;
    this.#makeFolder(unfinished);
    writeFileSync(passwordFile, password, { mode: 0o600 });
    giveTo(account, passwordFile);
    try {
      await run(
        join(binaries, 'initdb'),
        ['-D', unfinished, '-U', SUPERUSER, '-A', 'scram-sha-256', '--pwfile', passwordFile, '-E', 'UTF8', '--locale=C', '-k', '-N'],
        { ...account, cwd: unfinished },
      );
      renameSync(unfinished, dataFolder);
    } catch (cause) {
      throw new HostFailedError('postgres-not-startable', { path: dataFolder, log: String(cause) }, { cause });
    } finally {
      rmSync(passwordFile, { force: true });
    }
  }

  /**
   * Resolves when the server takes connections.
   * @throws HostFailedError `port-taken`, `platform-data-in-use`, `platform-data-version`, `platform-data-damaged`, `data-folder-not-writable`,
   * `postgres-not-startable`
   */
  async start(): Promise<void> {
    if (this.isRunning) return;
    this.#writeConfiguration();
    const giveUpAtMs = performance.now() + ORPHANS_LIMIT_MS;
    for (;;) {
      if (await this.#startOnce()) return;
      const log = this.log;
      if (!ORPHANS.test(log) || performance.now() > giveUpAtMs) throw failureOf(log, this.options);
      await wait(POLL_MS);
    }
  }

  /**
   * `fast` rolls back and writes everything to the data files; `immediate` just ends, and the next start recovers. A fast stop waits for stations
   * to take what they have not got yet; one that does not listen any more must not hold it up.
   */
  async stop(mode: 'fast' | 'immediate' = 'fast'): Promise<void> {
    const impatience = setTimeout(() => this.#process?.kill('SIGQUIT'), FAST_STOP_LIMIT_MS);
    await this.#end(mode === 'fast' ? 'SIGINT' : 'SIGQUIT');
    clearTimeout(impatience);
  }

  /** Ends the first process without a word; its children notice by themselves. */
  async kill(): Promise<void> {
    await this.#end('SIGKILL');
  }

  async restart(mode: 'fast' | 'immediate' = 'fast'): Promise<void> {
    await this.stop(mode);
    await this.start();
  }

  /** Resolves when the server has ended, for whatever reason; at once when it does not run. */
  async ended(): Promise<void> {
    if (this.isRunning && this.#process !== null) await once(this.#process, 'exit');
  }

  async #end(signal: 'SIGINT' | 'SIGQUIT' | 'SIGKILL'): Promise<void> {
    const ended = this.ended();
    // Windows knows no such signals: the server is ended at once there, and recovers at its next start.
    if (this.isRunning) this.#process?.kill(signal);
    await ended;
    this.#process = null;
  }

  #makeFolder(path: string): void {
    try {
      rmSync(path, { recursive: true, force: true });
      mkdirSync(path, { recursive: true, mode: 0o700 });
      giveTo(this.options.account, path);
    } catch (cause) {
      throw new HostFailedError('data-folder-not-writable', { path }, { cause });
    }
  }

  #writeConfiguration(): void {
    const { dataFolder, port, settings, account } = this.options;
    const lines = Object.entries({ listen_addresses: LOOPBACK, port: String(port), unix_socket_directories: '', ...settings });
    const path = join(dataFolder, CONFIGURATION);
    const main = join(dataFolder, 'postgresql.conf');
    try {
      writeFileSync(path, `${lines.map(([name, value]) => `${name} = ${quoted(value)}`).join('\n')}\n`);
      giveTo(account, path);
      const include = `include_if_exists = '${CONFIGURATION}'\n`;
      if (!readFileSync(main, 'utf8').includes(include)) appendFileSync(main, include);
    } catch (cause) {
      const isMissing = !existsSync(main);
      throw new HostFailedError(isMissing ? 'platform-data-damaged' : 'data-folder-not-writable', { path: dataFolder, log: '' }, { cause });
    }
  }

  /** Answers whether the server takes connections; false when it ended before. */
  async #startOnce(): Promise<boolean> {
    const child = this.#spawn();
    this.#process = child;
    const giveUpAtMs = performance.now() + START_LIMIT_MS;
    while (this.isRunning && performance.now() < giveUpAtMs) {
      if (this.#saysReady(child.pid ?? 0)) return true;
      await wait(POLL_MS);
    }
    await this.#end('SIGQUIT');
    return false;
  }

  #spawn(): ChildProcess {
    const { binaries, account, dataFolder } = this.options;
    const log = openSync(this.logPath, 'w', 0o600);
    const program = join(binaries, 'postgres');
    // Its own session: Ctrl-C in a terminal is for us, who stop the server when nobody needs it any more.
    const options = {
      ...account,
      cwd: dirname(dataFolder),
      stdio: ['pipe' as const, log, log],
      detached: true,
      env: { ...process.env, LC_ALL: 'C' },
    };
    const child =
      process.platform === 'win32'
        ? spawn(program, ['-D', dataFolder], { ...options, detached: false, windowsHide: true })
        : spawn('/bin/sh', ['-c', GUARDED, program, dataFolder], { ...options, cwd: dataFolder });
    child.on('error', () => undefined);
    closeSync(log);
    return child;
  }

  /** The server keeps its state in the eighth line of its lock file. */
  #saysReady(processId: number): boolean {
    const path = join(this.options.dataFolder, 'postmaster.pid');
    try {
      if (statSync(path).size === 0) return false;
      const lines = readFileSync(path, 'utf8').split('\n');
      return Number(lines[0]) === processId && /^(ready|standby)/.test(lines[7] ?? '');
    } catch {
      return false;
    }
  }
}
