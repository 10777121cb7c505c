import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { RELAY_NAME } from '../../../electron/backend/jetstream/access.ts';
import { eventually } from '../../../electron/backend/testing/eventually.ts';
import type { RelayedPlatform } from '../../../electron/hosts/relay/testing/relayed-platform.ts';

const COMMAND = join(import.meta.dirname, '..', '..', '..', 'electron', 'hosts', 'relay-command.ts');

/** Options of `npm run relay` for this platform; its secrets and data lie in the folder, which is made. */
export async function relayOptions({ platform, servers }: RelayedPlatform, folder: string): Promise<readonly string[]> {
  mkdirSync(folder, { recursive: true });
  const { host, port, password } = platform.connectionOptions('platform_relay');
  const [passwordFile, credentialsFile] = [join(folder, 'password'), join(folder, 'credentials')];
  writeFileSync(passwordFile, password, { mode: 0o600 });
  writeFileSync(credentialsFile, await servers.settings(RELAY_NAME).readCredentials(), { mode: 0o600 });
  return [
    ...['--source', `postgres://platform_relay@${host}:${port}/city`, '--source-password-file', passwordFile],
    ...['--nats', servers.url, '--credentials-file', credentialsFile, '--data', join(folder, 'data'), '--lang', 'en'],
  ];
}

/** `npm run relay` in a process that can be killed. */
export class RelayProcess {
  readonly #child: ChildProcess;
  #said = '';
  #complaint = '';

  constructor(options: readonly string[]) {
    this.#child = spawn(process.execPath, [COMMAND, ...options], { stdio: ['ignore', 'pipe', 'pipe'] });
    this.#child.stdout?.on('data', (bytes: Buffer) => (this.#said += bytes.toString()));
    this.#child.stderr?.on('data', (bytes: Buffer) => (this.#complaint += bytes.toString()));
  }

  /** It has said that it hands changes on. */
  get runs(): boolean {
    return this.#said.includes('The relay runs');
  }

  /** @throws Error when it ends before it runs */
  async running(): Promise<void> {
    await eventually('the relay runs', () => {
      if (this.#hasEnded) throw new Error(`the relay ended by itself: ${this.#said}${this.#complaint}`);
      return this.runs;
    });
  }

  async kill(): Promise<void> {
    if (this.#hasEnded) return;
    const ended = once(this.#child, 'exit');
    this.#child.kill('SIGKILL');
    await ended;
  }

  get #hasEnded(): boolean {
    return this.#child.exitCode !== null || this.#child.signalCode !== null;
  }
}
