import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { connect } from '../../backend/jetstream/connect.ts';
import { parseNatsUrl } from '../../backend/jetstream/nats-url.ts';
import { NatsServer } from '../../backend/jetstream/nats-server.ts';
import { freePort } from '../../backend/testing/free-port.ts';
import { TestAuthority } from '../platform/testing/certificates.ts';
import { isWithoutNats } from '../../backend/jetstream/testing/without-nats.ts';

const DAY_MS = 86_400_000;
const PATIENCE_MS = 60_000;

let folder: string;
let authority: TestAuthority;
let rootPath: string;
const servers: NatsServer[] = [];

/** A server with this certificate; without TLS when null. */
async function serve(certificate: Awaited<ReturnType<TestAuthority['issue']>> | null): Promise<number> {
  const port = await freePort();
  const name = `nats${servers.length}`;
  const [certPath, keyPath] = [join(folder, `${name}.crt`), join(folder, `${name}.key`)];
  if (certificate !== null) {
    writeFileSync(certPath, certificate.certificate);
    writeFileSync(keyPath, certificate.key, { mode: 0o600 });
  }
  const configuration = certificate === null ? '' : `tls { cert_file: "${certPath}", key_file: "${keyPath}" }`;
  const server = new NatsServer({ name, folder, port, configuration });
  servers.push(server);
  await server.start();
  return port;
}

/** 'in', or the code of what is wrong. */
async function tried(port: number, parameters: string): Promise<string> {
  try {
    const target = parseNatsUrl(`nats://127.0.0.1:${port}${parameters}`);
    const connection = await connect({ target, readCredentials: async () => '', name: 'test', inboxPrefix: '_INBOX.test' });
    await connection.close();
    return 'in';
  } catch (error) {
    return (error as { readonly trouble: { readonly code: string } }).trouble.code;
  }
}

beforeAll(async () => {
  folder = mkdtempSync(join(tmpdir(), 'scc-nats-tls-'));
  authority = await TestAuthority.create();
  rootPath = join(folder, 'root.crt');
  writeFileSync(rootPath, authority.certificate);
}, PATIENCE_MS);

afterAll(async () => {
  await Promise.all(servers.map((server) => server.kill()));
  rmSync(folder, { recursive: true, force: true });
});

describe.skipIf(isWithoutNats)('a line to NATS', { timeout: PATIENCE_MS }, () => {
  test('is encrypted and the server known by its authority and its name', async () => {
    const port = await serve(await authority.issue());
    expect(await tried(port, `?sslmode=verify-full&sslrootcert=${rootPath}`)).toBe('in');
    expect(await tried(port, '?sslmode=verify-full')).toBe('source-tls-failed');
    expect(await tried(port, '?sslmode=require')).toBe('in');
  });

  test('is refused to a server of another name, unless only its authority is asked for', async () => {
    const port = await serve(await authority.issue(['elsewhere.example']));
    expect(await tried(port, `?sslmode=verify-full&sslrootcert=${rootPath}`)).toBe('source-tls-failed');
    expect(await tried(port, `?sslmode=verify-ca&sslrootcert=${rootPath}`)).toBe('in');
  });

  test('holds an address that is no name against the certificate too', async () => {
    const port = await serve(await authority.issue(['127.0.0.1']));
    expect(await tried(port, `?sslmode=verify-full&sslrootcert=${rootPath}`)).toBe('in');
    const other = await serve(await authority.issue(['localhost']));
    expect(await tried(other, `?sslmode=verify-full&sslrootcert=${rootPath}`)).toBe('source-tls-failed');
  });

  test('is refused to a server whose certificate has expired, or of an authority that nobody knows', async () => {
    const expired = await serve(
      await authority.issue(undefined, { notBeforeMs: Date.now() - 3 * DAY_MS, notAfterMs: Date.now() - DAY_MS }),
    );
    expect(await tried(expired, `?sslmode=verify-full&sslrootcert=${rootPath}`)).toBe('source-tls-failed');
    const stranger = await serve(await (await TestAuthority.create()).issue());
    expect(await tried(stranger, `?sslmode=verify-full&sslrootcert=${rootPath}`)).toBe('source-tls-failed');
  });

  test('is never in the clear where it was to be encrypted', async () => {
    const port = await serve(null);
    expect(await tried(port, `?sslmode=verify-full&sslrootcert=${rootPath}`)).toBe('source-tls-failed');
    expect(await tried(port, '?sslmode=require')).toBe('source-tls-failed');
    expect(await tried(port, '')).toBe('in');
  });
});
