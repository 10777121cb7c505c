import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { chmodSync, mkdtempSync, readFileSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { createServer } from 'node:net';
import { tmpdir, userInfo } from 'node:os';
import { join } from 'node:path';
import { createInterface } from 'node:readline';
import pg from 'pg';
import { afterEach, beforeEach, describe, expect, test, vi } from 'vitest';
import { systemClock } from '../backend/clock.ts';
import { parseNatsUrl } from '../backend/jetstream/nats-url.ts';
import { isWithoutNats } from '../backend/jetstream/testing/without-nats.ts';
import { createNatsSource } from '../backend/sources/nats/nats-source.ts';
import { freePort } from '../backend/testing/free-port.ts';
import { MemorySink } from '../backend/testing/memory-sink.ts';
import { testCity } from './station/testing/test-station.ts';

/** A city is drawn and copied into PostgreSQL, on a machine that may have other work. */
const PATIENCE_MS = 240_000;
vi.setConfig({ testTimeout: 2 * PATIENCE_MS, hookTimeout: PATIENCE_MS });

const COMMAND = join(import.meta.dirname, 'platform-command.ts');
const STATION = 'station_320106002';

let folder: string;
let port: number;
const running: ChildProcess[] = [];

beforeEach(async () => {
  folder = mkdtempSync(join(tmpdir(), 'scc-platform-'));
  chmodSync(folder, 0o711);
  port = await freePort();
});
afterEach(async () => {
  for (const child of running.splice(0)) if (child.exitCode === null && child.signalCode === null) await stopped(child);
  rmSync(folder, { recursive: true, force: true });
});

interface Platform {
  readonly child: ChildProcess;
  readonly lines: string[];
}

function platform(...options: string[]): Platform {
  const values = ['--data', join(folder, 'data'), '--port', String(port), '--preset', 'small', '--lang', 'en', ...options];
  const child = spawn(process.execPath, [COMMAND, ...values], { stdio: ['ignore', 'pipe', 'pipe', 'ipc'] });
  running.push(child);
  const lines: string[] = [];
  for (const stream of [child.stdout, child.stderr]) if (stream !== null) createInterface(stream).on('line', (line) => lines.push(line));
  return { child, lines };
}

async function writing(...options: string[]): Promise<Platform> {
  const started = platform(...options);
  await expect.poll(() => started.lines.join('\n'), { timeout: PATIENCE_MS }).toContain('The simulated city writes');
  return started;
}

async function stopped(child: ChildProcess): Promise<number | null> {
  const exit = once(child, 'exit');
  child.kill('SIGINT');
  const [status] = (await exit) as [number | null];
  return status;
}

async function ended({ child, lines }: Platform): Promise<{ status: number | null; said: string }> {
  if (child.exitCode === null) await once(child, 'exit');
  return { status: child.exitCode, said: lines.join('\n') };
}

/** Asks as the station does, with the password from its file. */
async function asStation<Result>(ask: (client: pg.Client) => Promise<Result>): Promise<Result> {
  const password = readFileSync(join(folder, 'data', 'secrets', STATION), 'utf8');
  const client = new pg.Client({ host: '127.0.0.1', port, user: STATION, password, database: 'city' });
  await client.connect();
  try {
    return await ask(client);
  } finally {
    await client.end();
  }
}

/** Of the station's own street, which is all that it sees. */
const positionsInPostgres = (): Promise<number> =>
  asStation(async (client) => {
    const { rows } = await client.query<{ count: number }>('SELECT count(*)::int AS count FROM platform.position');
    return rows[0]?.count ?? 0;
  });

const latest = (): Promise<Date> =>
  asStation(async (client) => {
    const { rows } = await client.query<{ at: Date }>(
      'SELECT greatest(max(located_at), (SELECT max(visited_at) FROM platform.visit)) AS at FROM platform.position',
    );
    return rows[0]?.at ?? new Date(0);
  });

/** The answer, as soon as the server gives one. */
async function eventually<Result>(ask: () => Promise<Result>): Promise<Result> {
  let answer: Result | null = null;
  await expect.poll(async () => (answer = await ask().catch(() => null)), { timeout: PATIENCE_MS }).not.toBeNull();
  if (answer === null) throw new Error('no answer');
  return answer;
}

describe('npm run platform', () => {
  test('fills PostgreSQL, says how to start a station, and goes on after a restart where it was', async () => {
    const first = await writing('--speed', '600', '--at', '2026-11-23T15:00');
    const said = first.lines.join('\n');
    const passwordFile = join(folder, 'data', 'secrets', STATION);
    const connection = `postgres://${STATION}@127.0.0.1:${port}/city`;
    expect(said).toContain(`npm start -- --source ${connection} --area 320106002 --source-password-file ${passwordFile}`);
    expect(said).not.toContain(readFileSync(passwordFile, 'utf8'));
    expect(statSync(passwordFile).mode & 0o077).toBe(0);
    const began = await latest();
    await expect.poll(async () => (await latest()).getTime(), { timeout: PATIENCE_MS }).toBeGreaterThan(began.getTime());
    expect(await asStation(async (client) => (await client.query('SELECT DISTINCT street FROM platform.task')).rows)).toEqual([
      { street: '320106002' },
    ]);
    expect(await stopped(first.child)).toBe(0);

    rmSync(passwordFile);
    const second = await writing('--speed', '600', '--at', '2026-11-23T17:00');
    expect(second.lines.join('\n')).not.toContain('history is written');
    await expect.poll(async () => (await latest()).toISOString(), { timeout: PATIENCE_MS }).toMatch(/^2026-11-23T09:/);
  });

  test.skipIf(isWithoutNats)(
    'with --nats, hands the city on through a relay and positions to NATS alone; says how to start a station on it',
    async () => {
      // A run without leaves positions in PostgreSQL.
      const before = await writing('--at', '2026-11-23T15:00');
      expect(await positionsInPostgres()).toBeGreaterThan(0);
      expect(await stopped(before.child)).toBe(0);
      const natsPort = await freePort();
      const { child, lines } = await writing('--nats', '--nats-port', String(natsPort), '--speed', '60', '--at', '2026-11-23T15:10');
      expect(lines.join('\n')).toContain('a station on PostgreSQL itself sees none');
      const credentials = join(folder, 'data', 'nats', 'station_320100.nk');
      const url = `nats://127.0.0.1:${natsPort}`;
      expect(lines.join('\n')).toContain(`npm start -- --source ${url} --area 320100 --source-credentials-file ${credentials}`);
      expect(statSync(credentials).mode & 0o077).toBe(0);
      const readCredentials = async (): Promise<string> => readFileSync(credentials, 'utf8');
      const source = createNatsSource({
        target: parseNatsUrl(url),
        areaCode: '320100',
        city: await testCity(),
        clock: systemClock,
        readCredentials,
      });
      const sink = new MemorySink();
      const stop = new AbortController();
      const station = source.run(null, sink, stop.signal);
      await expect.poll(() => sink.rows('task').length > 0 && sink.rows('position').length > 0, { timeout: PATIENCE_MS }).toBe(true);
      const latestOf = (): number => Math.max(...sink.rows('position').map((row) => Number(row['located_at'])));
      const seen = latestOf();
      await expect.poll(latestOf, { timeout: PATIENCE_MS }).toBeGreaterThan(seen);
      expect(await positionsInPostgres()).toBe(0);
      stop.abort();
      await station;
      expect(await stopped(child)).toBe(0);
    },
  );

  test('goes on when PostgreSQL has broken off for a moment', async () => {
    // By day: at night nobody walks and nobody visits.
    const { lines } = await writing('--speed', '60', '--at', '2026-11-23T15:00');
    const writer = `SELECT pid FROM pg_stat_activity WHERE usename = 'platform_writer'`;
    const { rows } = await asStation((client) => client.query<{ pid: number }>(writer));
    process.kill(rows[0]?.pid ?? 0, 'SIGKILL');
    await expect.poll(() => lines.join('\n'), { timeout: PATIENCE_MS }).toContain('broke off');
    const began = await eventually(latest);
    await expect.poll(latest, { timeout: PATIENCE_MS }).not.toEqual(began);
  });

  test('says so when PostgreSQL has ended', async () => {
    const started = await writing();
    process.kill(Number(readFileSync(join(folder, 'data', 'postgres', 'postmaster.pid'), 'utf8').split('\n')[0]), 'SIGQUIT');
    expect(await ended(started)).toMatchObject({ status: 1, said: expect.stringContaining('PostgreSQL ended unexpectedly') as string });
  });

  test('leaves nothing behind that keeps the next start from working when it is killed', async () => {
    const { child } = await writing();
    child.kill('SIGKILL');
    await once(child, 'exit');
    const again = await writing();
    expect(again.lines.join('\n')).not.toContain('history is written');
  });

  test('says in one line what is in its way', async () => {
    const squatter = createServer().listen(port, '127.0.0.1');
    await once(squatter, 'listening');
    const taken = await ended(platform());
    squatter.close();
    expect(taken).toEqual({ status: 1, said: expect.stringMatching(new RegExp(`^Port ${port} is taken: .*$`)) as string });

    const file = join(folder, 'file');
    writeFileSync(file, '');
    expect(await ended(platform('--data', join(file, 'below')))).toMatchObject({
      status: 1,
      said: expect.stringContaining('cannot be written') as string,
    });
    expect(await ended(platform('--area', '320199999'))).toMatchObject({
      status: 1,
      said: expect.stringContaining('code 320199999') as string,
    });
    expect(await ended(platform('--area', 'x'))).toMatchObject({
      status: 1,
      said: expect.stringContaining('--area cannot be "x"') as string,
    });

    writeFileSync(join(folder, 'data', 'postgres', 'global', 'pg_control'), 'damaged');
    expect(await ended(platform())).toMatchObject({ status: 1, said: expect.stringContaining('are damaged') as string });
    rmSync(join(folder, 'data', 'secrets', 'passwords.json'));
    expect(await ended(platform())).toMatchObject({ status: 1, said: expect.stringContaining('passwords.json is missing') as string });
  });

  test('starts in a folder that is closed to others, or says that root’s PostgreSQL cannot get there', async () => {
    chmodSync(folder, 0o700);
    if (userInfo().uid === 0) expect((await ended(platform())).said).toContain('cannot get to');
    else await writing();
  });
});
