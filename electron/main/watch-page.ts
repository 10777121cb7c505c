import type { BrowserWindow } from 'electron';

const ASK_EVERY_MS = 5000;

/**
 * Ends the process of a window's page that was loaded and has not answered for `longestMs`, unless somebody looks into it with the developer tools;
 * who keeps the page alive loads it again. Electron itself tells of a page that hangs only when somebody uses it, and there are pages that nobody
 * ever touches.
 */
export function endWhenSilent(window: BrowserWindow, longestMs: number): void {
  const contents = window.webContents;
  /** Since a question that has no answer, counted in turns of the timer: a machine that slept has not waited. Null while none is open. */
  let silentMs: number | null = null;
  const answered = (): void => {
    silentMs = null;
  };
  const ask = (): void => {
    if (contents.isLoadingMainFrame() || contents.isCrashed() || contents.isDevToolsOpened()) {
      silentMs = null;
    } else if (silentMs === null) {
      silentMs = 0;
      // A page that is loaded anew meanwhile rejects, which is an answer too.
      void contents.executeJavaScript('0').then(answered, answered);
    } else if (silentMs < longestMs) {
      silentMs += ASK_EVERY_MS;
    } else {
      silentMs = null;
      contents.forcefullyCrashRenderer();
    }
  };
  const timer = setInterval(ask, ASK_EVERY_MS);
  window.once('closed', () => clearInterval(timer));
}
