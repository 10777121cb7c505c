import { BrowserWindow, type Display } from 'electron';
import type { HostFacts, WallMode } from '../../shared/host/host-facts.ts';
import { WINDOW_ORIGIN } from '../../shared/host/supervision.ts';
import { pagePreferences } from './console-window.ts';
import { onceDrawn } from './once-drawn.ts';
import { endWhenSilent } from './watch-page.ts';

/** A wall is dark before its page is drawn, and while it is loaded again. */
const BACKGROUND = '#080E18';
const WALL_URL = `${WINDOW_ORIGIN}/wall.html`;
/** Nobody stands by to start it: whatever ends the page, it is loaded again. */
const RELOAD_DELAY_MS = 500;
/** Longer than any picture takes that a wall draws at once, on a machine with other work too. */
const LONGEST_SILENCE_MS = 20_000;

/** Loads the page again when its process ends, hangs, or its files could not be read. */
function keepAlive(window: BrowserWindow): void {
  const contents = window.webContents;
  let timer: NodeJS.Timeout | null = null;
  const loadSoon = (): void => {
    timer ??= setTimeout(() => {
      timer = null;
      if (!window.isDestroyed()) void window.loadURL(WALL_URL).catch(() => undefined); // told by did-fail-load
    }, RELOAD_DELAY_MS);
  };
  contents.on('render-process-gone', loadSoon);
  contents.on('did-fail-load', (_event, _code, _text, _url, isMainFrame) => {
    if (isMainFrame) loadSoon();
  });
  window.on('unresponsive', () => contents.forcefullyCrashRenderer());
  endWhenSilent(window, LONGEST_SILENCE_MS);
}

/** Opens a wall on a display. In a kiosk it covers the whole display, whether or not a window manager lets it be full screen. */
export function openWallWindow(display: Display, mode: Exclude<WallMode, 'none'>, facts: HostFacts): BrowserWindow {
  const isKiosk = mode === 'kiosk';
  const window = new BrowserWindow({
    ...(isKiosk ? display.bounds : display.workArea),
    frame: !isKiosk,
    resizable: !isKiosk,
    show: false,
    backgroundColor: BACKGROUND,
    autoHideMenuBar: true,
    webPreferences: { ...pagePreferences(facts), backgroundThrottling: false },
  });
  onceDrawn(window, () => {
    window.showInactive();
    if (isKiosk) window.setKiosk(true);
  });
  keepAlive(window);
  return window;
}

export function loadWall(window: BrowserWindow): void {
  void window.loadURL(WALL_URL).catch(() => undefined); // told by did-fail-load
}
