import { once } from 'node:events';
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { request } from 'node:http';
import { createServer } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { WebSocket } from 'ws';
import type { Face } from '../../../shared/contract/caller.ts';
import { SOCKET_ACCEPTED, SOCKET_REFUSED_CODE } from '../../../shared/host/supervision.ts';
import { createToken, LoopbackAccess, wallTokenOf } from './access.ts';
import { type LoopbackServer, startLoopbackServer } from './server.ts';

interface Reply {
  readonly status: number;
  readonly headers: Readonly<Record<string, string | string[] | undefined>>;
  readonly body: string;
}

let root = '';
let nowMs = 0;
let token = '';
let access: LoopbackAccess;
let server: LoopbackServer;
let admitted: Face[] = [];

/** A raw request: nothing of the path or the headers is tidied up before it is sent. */
function ask(path: string, headers: Record<string, string> = {}, method = 'GET'): Promise<Reply> {
  return new Promise((resolve, reject) => {
    const sent = request(
      { host: '127.0.0.1', port: server.port, path, method, headers: { Host: `127.0.0.1:${server.port}`, ...headers } },
      (response) => {
        let body = '';
        response.setEncoding('utf8');
        response.on('data', (text: string) => (body += text));
        response.on('end', () => resolve({ status: response.statusCode ?? 0, headers: response.headers, body }));
      },
    );
    sent.on('error', reject);
    sent.end();
  });
}

/** Opens a socket, says `key`, and answers what came of it. */
async function connect(
  key: string,
  { face = 'console', origin = server.origin, headers = {} }: { face?: string; origin?: string; headers?: Record<string, string> } = {},
): Promise<string> {
  const socket = new WebSocket(`ws://127.0.0.1:${server.port}/backend/${face}`, { origin, headers });
  return new Promise((resolve) => {
    socket.on('open', () => socket.send(key));
    socket.on('message', (data) => {
      resolve(Buffer.isBuffer(data) ? data.toString('utf8') : 'no text');
      socket.terminate();
    });
    socket.on('close', (code) => resolve(`closed ${code}`));
    socket.on('error', (error) => resolve(error.message));
  });
}

beforeEach(async () => {
  root = mkdtempSync(join(tmpdir(), 'scc-server-'));
  mkdirSync(join(root, 'renderer', 'assets'), { recursive: true });
  mkdirSync(join(root, 'city'));
  writeFileSync(join(root, 'renderer', 'index.html'), '<!doctype html>the window');
  writeFileSync(join(root, 'renderer', 'assets', 'main-abc.js'), 'export {};');
  writeFileSync(join(root, 'city', 'names.json'), '{}');
  writeFileSync(join(root, 'secret.txt'), 'secret');
  token = createToken();
  nowMs = 1_000;
  admitted = [];
  access = new LoopbackAccess(token, () => nowMs);
  server = await startLoopbackServer({
    folders: { root, renderer: join(root, 'renderer'), city: join(root, 'city') },
    access,
    port: 0,
    otherOrigins: ['app://command-center'],
    onClient: (_channel, face) => void admitted.push(face),
  });
});

afterEach(async () => {
  await server.close();
  rmSync(root, { recursive: true, force: true });
});

describe('the loopback server', () => {
  it('serves the window and the city with the security headers of every page', async () => {
    const page = await ask('/');
    expect([page.status, page.body]).toStrictEqual([200, '<!doctype html>the window']);
    expect(page.headers['content-security-policy']).toMatch(/^default-src 'none'; script-src 'self';.*require-trusted-types-for 'script'/);
    expect(page.headers['x-content-type-options']).toBe('nosniff');
    expect((await ask('/assets/main-abc.js')).headers).toMatchObject({
      'content-type': 'text/javascript; charset=utf-8',
      'cache-control': expect.stringContaining('immutable'),
    });
    expect(await ask('/city/names.json')).toMatchObject({ status: 200, body: '{}' });
  });

  it.each([
    '/../secret.txt',
    '/city/../../secret.txt',
    '/%2e%2e/secret.txt',
    '/..%2fsecret.txt',
    '/city/..\\..\\secret.txt',
    '//etc/passwd',
    '/.hidden',
    '/assets/',
    '/city',
    '/missing.js',
    '/index.html%00.js',
    'http://elsewhere/../secret.txt',
  ])('has no file at %s', async (path) => {
    expect(await ask(path)).toMatchObject({ status: 404, body: '' });
  });

  it('answers nothing under another name, so that no name in the DNS can be made to point here', async () => {
    for (const host of ['attacker.example', `localhost:${server.port}`, '127.0.0.1', `127.0.0.1:${server.port}.example`]) {
      expect((await ask('/', { Host: host })).status).toBe(421);
      expect(await connect(token, { headers: { Host: host } })).toContain('421');
    }
  });

  it('answers no page of another origin', async () => {
    for (const origin of ['http://attacker.example', 'null', `http://localhost:${server.port}`, `https://127.0.0.1:${server.port}`]) {
      expect((await ask('/', { Origin: origin })).status).toBe(403);
      expect((await ask('/session/console', { Origin: origin, Authorization: `Bearer ${token}` }, 'POST')).status).toBe(403);
      expect(await connect(token, { origin })).toContain('403');
    }
  });

  it('changes nothing on request: other methods are refused', async () => {
    for (const method of ['PUT', 'DELETE', 'POST', 'OPTIONS']) expect((await ask('/', {}, method)).status).toBe(405);
  });

  it('lets in who shows the token of this run, at a socket of its own or of the Electron window', async () => {
    expect(await connect(token)).toBe(SOCKET_ACCEPTED);
    expect(await connect(token, { origin: 'app://command-center' })).toBe(SOCKET_ACCEPTED);
    expect(admitted).toStrictEqual(['console', 'console']);
  });

  it.each([
    ['no key', () => ''],
    ['another token', () => createToken()],
    ['a part of the token', () => token.slice(0, -1)],
    ['the token in capitals', () => `${token.toUpperCase()} `],
    ['a very long key', () => 'a'.repeat(100_000)],
  ])('sends away who shows %s', async (_kind, key) => {
    expect(await connect(key())).toBe(`closed ${SOCKET_REFUSED_CODE}`);
    expect(admitted).toStrictEqual([]);
  });

  it('gives the token the console and no other face', async () => {
    for (const face of ['wall', 'report', 'commandLine']) expect(await connect(token, { face })).toBe(`closed ${SOCKET_REFUSED_CODE}`);
    expect(await connect(token, { face: 'administrator' })).toContain('404');
  });

  it('gives the address of the wall the wall alone, as often as it is shown', async () => {
    const wallToken = wallTokenOf(token);
    for (const face of ['console', 'report', 'commandLine'])
      expect(await connect(wallToken, { face })).toBe(`closed ${SOCKET_REFUSED_CODE}`);
    for (let time = 0; time < 2; time++) expect(await connect(wallToken, { face: 'wall' })).toBe(SOCKET_ACCEPTED);
    const headers = { Origin: server.origin, Authorization: `Bearer ${wallToken}` };
    expect((await ask('/session/console', headers, 'POST')).status).toBe(401);
    expect((await ask('/session/wall', headers, 'POST')).status).toBe(204);
    expect(admitted).toStrictEqual(['wall', 'wall']);
  });

  it('lets the console open a wall beside itself, and the wall open nothing', async () => {
    const cookieOf = async (face: string, headers: Record<string, string>): Promise<string> => {
      const session = await ask(`/session/${face}`, { Origin: server.origin, ...headers }, 'POST');
      return session.status === 204 ? (String(session.headers['set-cookie']).split(';')[0] ?? '') : '';
    };
    const consoleCookie = await cookieOf('console', { Authorization: `Bearer ${token}` });
    const wallCookie = await cookieOf('wall', { Cookie: consoleCookie });
    expect(await connect('', { face: 'wall', headers: { Cookie: wallCookie } })).toBe(SOCKET_ACCEPTED);
    expect(await cookieOf('wall', {})).toBe('');
    expect(await cookieOf('console', { Cookie: wallCookie })).toBe('');
    expect(await cookieOf('report', { Cookie: consoleCookie })).toBe('');
  });

  it('lets a ticket in once, as its face, and not after a minute', async () => {
    const ticket = access.issueTicket('report');
    expect(await connect(ticket, { face: 'report' })).toBe(SOCKET_ACCEPTED);
    expect(await connect(ticket, { face: 'report' })).toBe(`closed ${SOCKET_REFUSED_CODE}`);
    expect(await connect(access.issueTicket('wall'), { face: 'console' })).toBe(`closed ${SOCKET_REFUSED_CODE}`);
    const late = access.issueTicket('report');
    nowMs += 60_001;
    expect(await connect(late, { face: 'report' })).toBe(`closed ${SOCKET_REFUSED_CODE}`);
    expect(admitted).toStrictEqual(['report']);
  });

  it('exchanges the token for a cookie that scripts cannot read and that opens this face only, also after a restart with the same token', async () => {
    const session = await ask('/session/console', { Origin: server.origin, Authorization: `Bearer ${token}` }, 'POST');
    const header = String(session.headers['set-cookie']);
    expect([session.status, header]).toStrictEqual([204, expect.stringMatching(/; Path=\/; HttpOnly; SameSite=Strict$/)]);
    expect(header).not.toContain(token);
    const cookie = header.split(';')[0] ?? '';
    expect(await connect('', { headers: { Cookie: cookie } })).toBe(SOCKET_ACCEPTED);
    expect(await connect('', { headers: { Cookie: cookie.replace(/.$/, '!') } })).toBe(`closed ${SOCKET_REFUSED_CODE}`);
    expect(await connect('', { face: 'wall', headers: { Cookie: cookie.replace('console', 'wall') } })).toBe(
      `closed ${SOCKET_REFUSED_CODE}`,
    );
    expect(new LoopbackAccess(token, () => nowMs).holdsCookie(`other=1; ${cookie}`, 'console', server.port)).toBe(true);
    expect(new LoopbackAccess(createToken(), () => nowMs).holdsCookie(cookie, 'console', server.port)).toBe(false);
  });

  it('refuses a session to a wrong token', async () => {
    const reply = await ask('/session/console', { Origin: server.origin, Authorization: `Bearer ${createToken()}` }, 'POST');
    expect([reply.status, reply.headers['set-cookie']]).toStrictEqual([401, undefined]);
  });

  it('says which port is taken', async () => {
    const other = createServer().listen(0, '127.0.0.1');
    await once(other, 'listening');
    const address = other.address();
    const port = typeof address === 'object' && address !== null ? address.port : 0;
    const taken = startLoopbackServer({
      folders: { root, renderer: root, city: root },
      access,
      port,
      otherOrigins: [],
      onClient: () => undefined,
    });
    await expect(taken).rejects.toMatchObject({ code: 'port-taken', details: { port } });
    other.close();
  });
});
