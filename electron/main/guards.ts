import { app, type Session, type WebContents } from 'electron';
import { WINDOW_ORIGIN } from '../../shared/host/supervision.ts';

/** The one thing that a page may do beyond drawing: put text on the clipboard when the user copies something. */
const ALLOWED_PERMISSION = 'clipboard-sanitized-write';

const isOwnPage = (url: string): boolean => url.startsWith(`${WINDOW_ORIGIN}/`);

function guardContents(contents: WebContents): void {
  contents.on('will-navigate', (event) => {
    if (!isOwnPage(event.url)) event.preventDefault();
  });
  contents.on('will-redirect', (event) => event.preventDefault());
  contents.on('will-attach-webview', (event) => event.preventDefault());
  contents.setWindowOpenHandler(() => ({ action: 'deny' }));
}

/** Every page this application ever shows stays on its own files, opens no window and embeds nothing. */
export function guardAllContents(): void {
  app.on('web-contents-created', (_event, contents) => guardContents(contents));
}

/** Denies permissions and devices, and cancels every request that would leave the application. */
export function guardSession(session: Session, backendOrigin: () => string | null): void {
  session.setPermissionRequestHandler((_contents, permission, decide) => decide(permission === ALLOWED_PERMISSION));
  session.setPermissionCheckHandler(
    (_contents, permission, origin) => permission === ALLOWED_PERMISSION && isOwnPage(`${origin.replace(/\/$/, '')}/`),
  );
  session.setDevicePermissionHandler(() => false);
  session.setSpellCheckerEnabled(false);
  session.webRequest.onBeforeRequest({ urls: ['http://*/*', 'https://*/*', 'ws://*/*', 'wss://*/*', 'ftp://*/*'] }, (details, decide) => {
    const allowed = backendOrigin();
    decide({ cancel: allowed === null || new URL(details.url).origin !== allowed });
  });
}
