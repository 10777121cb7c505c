import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { app, protocol } from 'electron';
import { WINDOW_ORIGIN, WINDOW_SCHEME } from '../../shared/host/supervision.ts';
import { securityHeaders } from '../../shared/web/content-security-policy.ts';
import { servedFileOf } from '../../shared/web/served-files.ts';

/** Before the application is ready: makes `app://` a secure scheme of its own origin. */
export function registerWindowScheme(): void {
  protocol.registerSchemesAsPrivileged([
    { scheme: WINDOW_SCHEME, privileges: { standard: true, secure: true, supportFetchAPI: true, codeCache: true } },
  ]);
}

/**
 * Answers `app://command-center/…` with the built window and the city's files, and nothing else. `backendOrigin` is asked at every page:
 * it is the one socket that the page's policy lets it open, or null.
 */
export function serveWindowScheme(backendOrigin: () => string | null): void {
  const folders = { renderer: join(app.getAppPath(), 'out', 'renderer'), city: join(app.getAppPath(), 'resources', 'city') };
  protocol.handle(WINDOW_SCHEME, async (request) => {
    const url = new URL(request.url);
    const headers = securityHeaders(backendOrigin());
    const file = `${url.protocol}//${url.host}` === WINDOW_ORIGIN && request.method === 'GET' ? servedFileOf(url.pathname) : null;
    if (file === null) return new Response(null, { status: 404, headers });
    try {
      const content = await readFile(join(folders[file.folder], file.path));
      return new Response(new Uint8Array(content), { headers: { ...headers, 'Content-Type': file.mediaType } });
    } catch {
      return new Response(null, { status: 404, headers });
    }
  });
}
