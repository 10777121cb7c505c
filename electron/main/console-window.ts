import { join } from 'node:path';
import { app, BrowserWindow, screen } from 'electron';
import { FACTS_SWITCH, type HostFacts } from '../../shared/host/host-facts.ts';
import { WINDOW_ORIGIN } from '../../shared/host/supervision.ts';
import { onceDrawn } from './once-drawn.ts';
import { endWhenSilent } from './watch-page.ts';
import { placeWindow, type Rectangle, SMALLEST_WINDOW } from './window-placement.ts';
import { readWindowState, saveWindowStateOnClose } from './window-state.ts';

/** The application's own dark, so that nothing white is ever seen before the page is drawn. */
const BACKGROUND = '#0B1320';
const CONSOLE_URL = `${WINDOW_ORIGIN}/index.html`;
/** A page that crashes again and again must not keep the machine busy. */
const RELOAD_DELAY_MS = 500;
/** Somebody may be in the middle of something: only what does not come back by itself is loaded again. */
const LONGEST_SILENCE_MS = 60_000;

/** What every page of the application runs under. */
export function pagePreferences(facts: HostFacts): Electron.WebPreferences {
  return {
    preload: join(app.getAppPath(), 'out', 'preload', 'preload.cjs'),
    sandbox: true,
    contextIsolation: true,
    nodeIntegration: false,
    webviewTag: false,
    spellcheck: false,
    navigateOnDragDrop: false,
    additionalArguments: [`${FACTS_SWITCH}${encodeURIComponent(JSON.stringify(facts))}`],
  };
}

function workAreas(): [Rectangle, ...Rectangle[]] {
  const primary = screen.getPrimaryDisplay();
  const others = screen.getAllDisplays().filter((display) => display.id !== primary.id);
  return [primary.workArea, ...others.map((display) => display.workArea)];
}

/**
 * Opens the console where it stood last; it shows itself once it has something to show. To be called when the backend is there, which the page's
 * policy names: a window that waits without a page has no renderer, and whoever looks at it meanwhile (a debugger, a test) waits for ever.
 */
export function openConsoleWindow(facts: HostFacts, statePath: string): BrowserWindow {
  const saved = readWindowState(statePath);
  const window = new BrowserWindow({
    ...placeWindow(saved, workAreas()),
    minWidth: SMALLEST_WINDOW.width,
    minHeight: SMALLEST_WINDOW.height,
    show: false,
    backgroundColor: BACKGROUND,
    autoHideMenuBar: process.platform !== 'darwin',
    webPreferences: pagePreferences(facts),
  });
  onceDrawn(window, () => {
    if (saved?.isMaximized === true) window.maximize();
    if (saved?.isFullScreen === true) window.setFullScreen(true);
    window.show();
  });
  const load = (): void => {
    if (!window.isDestroyed()) void window.loadURL(CONSOLE_URL).catch(() => undefined); // another load took its place, or the page's process ended
  };
  // A page that crashed is loaded again; the backend and everything that was saved are not touched by it.
  window.webContents.on('render-process-gone', (_event, { reason }) => {
    if (reason === 'clean-exit') return;
    setTimeout(load, RELOAD_DELAY_MS);
  });
  endWhenSilent(window, LONGEST_SILENCE_MS);
  saveWindowStateOnClose(window, statePath);
  load();
  return window;
}
