import { readFile } from 'node:fs/promises';
import type { IncomingMessage, ServerResponse } from 'node:http';
import { join } from 'node:path';
import { securityHeaders } from '../../../shared/web/content-security-policy.ts';
import { type ServedFile, servedFileOf } from '../../../shared/web/served-files.ts';
import type { ApplicationFolders } from '../application-folders.ts';
import { isFace, type LoopbackAccess } from './access.ts';

export interface HttpSite {
  readonly folders: ApplicationFolders;
  readonly access: LoopbackAccess;
  /** Origins whose pages may talk to this host. The first is its own. */
  readonly origins: readonly [string, ...string[]];
  readonly port: number;
}

/** The Host header must name this host as it is reached, so that no name in the DNS can be made to point here. */
export function isHostExact(request: IncomingMessage, site: HttpSite): boolean {
  return request.headers.host === new URL(site.origins[0]).host;
}

function answer(response: ServerResponse, status: number, headers: Readonly<Record<string, string>> = {}): void {
  response.writeHead(status, { ...securityHeaders(), 'Cache-Control': 'no-store', ...headers });
  response.end();
}

async function sendFile(response: ServerResponse, file: ServedFile, site: HttpSite, isHead: boolean): Promise<void> {
  // The largest is a few megabytes, and a start asks for dozens: read whole, each costs a third of what a stream does.
  const content = await readFile(join(site.folders[file.folder], file.path)).catch(() => null);
  if (content === null) return answer(response, 404);
  response.writeHead(200, {
    ...securityHeaders(),
    'Content-Type': file.mediaType,
    'Content-Length': String(content.length),
    'Cache-Control': file.isImmutable ? 'public, max-age=31536000, immutable' : 'no-cache',
  });
  response.end(isHead ? undefined : content);
}

/** POST /session/<face> with a token or ticket: answers the cookie that stands for it. Who holds the console's may open a wall beside it. */
function openSession(request: IncomingMessage, response: ServerResponse, face: string, site: HttpSite): void {
  if (request.headers.origin !== site.origins[0]) return answer(response, 403);
  const credential = /^Bearer ([0-9a-f]{64})$/.exec(request.headers.authorization ?? '')?.[1];
  if (!isFace(face)) return answer(response, 401);
  const isConsole = face === 'wall' && credential === undefined && site.access.holdsCookie(request.headers.cookie, 'console', site.port);
  if (!isConsole && (credential === undefined || !site.access.redeem(credential, face))) return answer(response, 401);
  answer(response, 204, { 'Set-Cookie': site.access.cookieHeader(face, site.port) });
}

/** Answers one request: a file of the window or the city, or a session. Everything else is refused without a body. */
export async function handleRequest(request: IncomingMessage, response: ServerResponse, site: HttpSite): Promise<void> {
  if (!isHostExact(request, site)) return answer(response, 421);
  const { origin } = request.headers;
  if (origin !== undefined && origin !== site.origins[0]) return answer(response, 403);
  const path = (request.url ?? '/').split('?')[0] ?? '/';
  const face = /^\/session\/(\w+)$/.exec(path)?.[1];
  if (request.method === 'POST' && face !== undefined) return openSession(request, response, face, site);
  if (request.method !== 'GET' && request.method !== 'HEAD') return answer(response, 405, { Allow: 'GET, HEAD' });
  const file = servedFileOf(path);
  return file === null ? answer(response, 404) : sendFile(response, file, site, request.method === 'HEAD');
}
