import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { existsSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { createServer } from 'node:net';
import { join } from 'node:path';
import { createInterface } from 'node:readline';
import { afterEach, describe, expect, test, vi } from 'vitest';
import { PostgresServer } from './postgres-server.ts';
import { TestAuthority } from './testing/certificates.ts';
import { postgresPrograms } from './testing/postgres-programs.ts';
import { startPrivatePostgres, type PrivatePostgres } from './testing/private-postgres.ts';
import { STREET_CODE, TestPlatform } from './testing/test-platform.ts';

/** Servers start in tenths of a second, but not on a machine that is busy with other tests. */
vi.setConfig({ testTimeout: 60_000, hookTimeout: 60_000 });

const open: { remove?(): Promise<void>; stop?(): Promise<void> }[] = [];

async function started(options?: Parameters<typeof startPrivatePostgres>[0]): Promise<PrivatePostgres> {
  const postgres = await startPrivatePostgres(options);
  open.push(postgres);
  return postgres;
}

async function startedPlatform(): Promise<TestPlatform> {
  const platform = await TestPlatform.start();
  open.push(platform);
  return platform;
}

afterEach(async () => {
  for (const each of open.splice(0).reverse()) await (each.stop?.() ?? each.remove?.());
});

describe('a PostgreSQL of our own', () => {
  test.each(['stop fast', 'stop immediate', 'kill'] as const)('keeps what was committed over %s', async (end) => {
    const platform = await startedPlatform();
    await platform.as('platform_writer', (client) => client.query(`INSERT INTO platform.feed VALUES ('test', '1', now())`));
    if (end === 'kill') await platform.server.kill();
    else await platform.server.stop(end === 'stop fast' ? 'fast' : 'immediate');
    expect(platform.server.isRunning).toBe(false);
    await platform.server.start();
    const { rows } = await platform.as('platform_writer', (client) => client.query('SELECT position FROM platform.feed'));
    expect(rows).toEqual([{ position: '1' }]);
  });

  test('says that its port is taken', async () => {
    const { server } = await started();
    const squatter = createServer();
    await new Promise<void>((resolve) => {
      squatter.listen(0, '127.0.0.1', resolve);
    });
    const address = squatter.address();
    const port = address !== null && typeof address !== 'string' ? address.port : 0;
    await server.stop();
    await expect(new PostgresServer({ ...server.options, port }).start()).rejects.toMatchObject({ code: 'port-taken', details: { port } });
    squatter.close();
  });

  test('says that its data are damaged, and leaves them as they are', async () => {
    const { server } = await started();
    await server.stop();
    const control = join(server.options.dataFolder, 'global', 'pg_control');
    const damaged = readFileSync(control).fill(7, 40, 80);
    writeFileSync(control, damaged);
    await expect(server.start()).rejects.toMatchObject({ code: 'platform-data-damaged' });
    rmSync(join(server.options.dataFolder, 'postgresql.conf'));
    await expect(server.start()).rejects.toMatchObject({ code: 'platform-data-damaged' });
    expect(readFileSync(control)).toEqual(damaged);
  });

  test('says that its data are of another version', async () => {
    const { server } = await started();
    await server.stop();
    writeFileSync(join(server.options.dataFolder, 'PG_VERSION'), '12\n');
    await expect(server.start()).rejects.toMatchObject({ code: 'platform-data-version' });
  });

  test('ends with the process that started it, however that one ended', async () => {
    const child = spawn(process.execPath, [join(import.meta.dirname, 'testing', 'orphan-child.ts')], {
      stdio: ['ignore', 'pipe', 'inherit'],
    });
    const [line] = (await once(createInterface(child.stdout), 'line')) as [string];
    const { dataFolder } = JSON.parse(line) as { dataFolder: string };
    expect(existsSync(join(dataFolder, 'postmaster.pid'))).toBe(true);
    child.kill('SIGKILL');
    await expect.poll(() => existsSync(join(dataFolder, 'postmaster.pid')), { timeout: 15_000 }).toBe(false);
    rmSync(join(dataFolder, '..'), { recursive: true, force: true });
  });
});

describe('the platform of a test', () => {
  test('lets a station in over TLS that knows the authority, until the certificate has expired', async () => {
    const platform = await startedPlatform();
    const authority = await TestAuthority.create();
    await platform.useCertificate(await authority.issue());
    const ssl = { ca: authority.certificate, rejectUnauthorized: true };
    const isEncrypted = async (): Promise<unknown> =>
      platform.as(
        `station_${STREET_CODE}`,
        async (client) => (await client.query('SELECT ssl FROM pg_stat_ssl WHERE pid = pg_backend_pid()')).rows,
        { ssl },
      );
    expect(await isEncrypted()).toEqual([{ ssl: true }]);
    await platform.useCertificate(await authority.issue(undefined, { notAfterMs: Date.now() - 1000 }));
    await expect(isEncrypted()).rejects.toThrow('certificate has expired');
    await platform.useCertificate(await authority.issue(['other.example']));
    await expect(isEncrypted()).rejects.toThrow('does not match');
  });

  test.each(postgresPrograms())('has a standby that takes over ($name)', async ({ binaries }) => {
    const platform = await TestPlatform.start({ binaries });
    open.push(platform);
    const standby = await platform.startStandby();
    open.push(standby);
    await platform.as('platform_writer', (client) => client.query(`INSERT INTO platform.feed VALUES ('test', '1', now())`));
    const position = (): Promise<unknown> =>
      standby.as('platform_writer', async (client) => (await client.query('SELECT position FROM platform.feed')).rows);
    await expect.poll(position).toEqual([{ position: '1' }]);
    await platform.server.kill();
    await standby.as('postgres', (client) => client.query('SELECT pg_promote()'));
    await standby.as('platform_writer', (client) => client.query(`UPDATE platform.feed SET position = '2'`));
    expect(await position()).toEqual([{ position: '2' }]);
  });
});
