import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { chmodSync, mkdtempSync, readFileSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { createInterface } from 'node:readline';
import { afterEach, beforeEach, describe, expect, test, vi } from 'vitest';
import { connect } from '../backend/jetstream/connect.ts';
import { parseNatsUrl } from '../backend/jetstream/nats-url.ts';
import { defaultStationName, inboxPrefix } from '../backend/jetstream/subjects.ts';
import { NatsServer } from '../backend/jetstream/nats-server.ts';
import { isWithoutNats } from '../backend/jetstream/testing/without-nats.ts';
import { freePort } from '../backend/testing/free-port.ts';
import { systemClock } from '../backend/clock.ts';
import { sql } from '../backend/db/sql.ts';
import { createNatsSource } from '../backend/sources/nats/nats-source.ts';
import { TestPlatform } from './platform/testing/test-platform.ts';
import { PlatformWriter } from './station/testing/platform-writer.ts';
import { testCity, TestStation } from './station/testing/test-station.ts';

vi.setConfig({ testTimeout: 120_000, hookTimeout: 60_000 });

const COMMAND = join(import.meta.dirname, 'relay-command.ts');
const [STREET, NEIGHBOUR] = ['320106002', '320106003'];

let folder: string;
const running: ChildProcess[] = [];

beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'scc-relay-'));
});

afterEach(async () => {
  for (const child of running.splice(0)) await stopped(child);
  rmSync(folder, { recursive: true, force: true });
});

function relay(...values: string[]): { readonly child: ChildProcess; said(): string } {
  const child = spawn(process.execPath, [COMMAND, '--data', join(folder, 'data'), '--lang', 'en', ...values], {
    stdio: ['ignore', 'pipe', 'pipe', 'ipc'],
  });
  running.push(child);
  const lines: string[] = [];
  for (const stream of [child.stdout, child.stderr]) if (stream !== null) createInterface(stream).on('line', (line) => lines.push(line));
  return { child, said: () => lines.join('\n') };
}

async function stopped(child: ChildProcess): Promise<number | null> {
  if (child.exitCode !== null || child.signalCode !== null) return child.exitCode;
  const exit = once(child, 'exit');
  child.kill('SIGINT');
  const [status] = (await exit) as [number | null];
  return status;
}

async function ended(...values: string[]): Promise<{ readonly status: number | null; readonly said: string }> {
  const { child, said } = relay(...values);
  await once(child, 'close');
  return { status: child.exitCode, said: said() };
}

describe('npm run relay', () => {
  test.skipIf(isWithoutNats)(
    'makes keys, and with them relays a PostgreSQL to a station; stops in order and goes on where the stream ends',
    async () => {
      const access = join(folder, 'access');
      const made = await ended('--write-access', access, '--area', STREET, '--area', NEIGHBOUR);
      expect([made.status, made.said]).toEqual([0, expect.stringContaining('2 stations')]);
      expect(statSync(join(access, 'relay.nk')).mode & 0o777).toBe(0o600);
      const port = await freePort();
      const server = new NatsServer({ name: 'nats', folder, port, configuration: 'include access/access.conf' });
      const city = await testCity();
      const platform = await TestPlatform.start({ cityVersion: city.version, areas: [city.code] });
      await platform.publishRelay();
      const { host, port: platformPort, password } = platform.connectionOptions('platform_relay');
      const passwordFile = join(folder, 'password');
      writeFileSync(passwordFile, `${password}\n`, { mode: 0o600 });
      const values = [
        ...['--source', `postgres://platform_relay@${host}:${platformPort}/city`, '--source-password-file', passwordFile],
        ...['--nats', `nats://127.0.0.1:${port}`, '--credentials-file', join(access, 'relay.nk')],
      ];
      const readCredentials = async (): Promise<string> => readFileSync(join(access, `${defaultStationName(STREET)}.nk`), 'utf8');
      const target = parseNatsUrl(`nats://127.0.0.1:${port}`);
      const source = createNatsSource({ target, areaCode: STREET, city, clock: systemClock, readCredentials });
      const station = new TestStation({ platform, city, area: STREET, source });
      try {
        await server.start();
        const first = relay(...values);
        await expect.poll(first.said, { timeout: 60_000 }).toContain('The relay runs');
        const writer = await PlatformWriter.connect(platform, city);
        const street = city.streets.code.indexOf(STREET);
        await writer.insert('task', { id: 1, street });
        station.start();
        await station.until(() => station.replica.cursor() !== null);
        await station.catchUp();
        expect(await stopped(first.child)).toBe(0);
        expect(first.said()).toContain('The relay has stopped');
        await writer.insert('task', { id: 2, street });
        const second = relay(...values);
        await station.catchUp();
        expect(await station.differences()).toEqual({});
        expect(station.replica.read.value(sql`SELECT count(*) FROM task`)).toBe(2);
        expect(await stopped(second.child)).toBe(0);
        // What the one key opens, the other does not.
        const neighbour = {
          target,
          readCredentials,
          name: defaultStationName(NEIGHBOUR),
          inboxPrefix: inboxPrefix(defaultStationName(NEIGHBOUR)),
        };
        const connection = await connect(neighbour);
        expect(await connection.subscribe(`${neighbour.inboxPrefix}.>`, { callback: () => undefined }).closed).toBeInstanceOf(Error);
        await connection.close();
        const log = first.said() + second.said();
        expect(log).not.toContain(password);
      } finally {
        await station.remove();
        await server.kill();
        await platform.stop();
      }
    },
  );

  test('names its own option that is wrong, and never a secret', async () => {
    const source = ['--source', 'postgres://platform_relay@127.0.0.1/city'];
    for (const [values, said] of [
      [[], '--source'],
      [source, '--nats'],
      [[...source, '--nats', 'nats://127.0.0.1', '--replicas', '2'], '--replicas'],
      [['--write-access', join(folder, 'access'), '--area', '999999'], '999999'],
      [['--source', 'postgres://relay:secret@127.0.0.1/city', '--nats', 'nats://127.0.0.1'], '--source-password-file'],
    ] as const) {
      const { status, said: words } = await ended(...values);
      expect([status, words]).toEqual([1, expect.stringContaining(said)]);
      expect(words).not.toContain('secret');
    }
  });

  test('refuses a password file that others may read, and keys where there are some already', async () => {
    const passwordFile = join(folder, 'password');
    writeFileSync(passwordFile, 'secret');
    chmodSync(passwordFile, 0o644);
    const source = ['--source', 'postgres://platform_relay@127.0.0.1/city', '--source-password-file', passwordFile];
    const open = await ended(...source, '--nats', 'nats://127.0.0.1');
    expect([open.status, open.said]).toEqual([1, expect.stringContaining('644')]);
    const access = join(folder, 'access');
    expect((await ended('--write-access', access, '--area', STREET)).status).toBe(0);
    const seed = readFileSync(join(access, 'relay.nk'), 'utf8');
    expect((await ended('--write-access', access, '--area', STREET)).status).toBe(1);
    expect(readFileSync(join(access, 'relay.nk'), 'utf8')).toBe(seed);
  });
});
