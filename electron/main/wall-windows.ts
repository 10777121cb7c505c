import { type BrowserWindow, type Display, powerSaveBlocker, screen } from 'electron';
import { type HostFacts, WALL_KIOSK_KEY, type WallDisplay, type WallMode } from '../../shared/host/host-facts.ts';
import type { PageFaces } from './bridge.ts';
import { readWalls, rememberWalls } from './wall-memory.ts';
import { loadWall, openWallWindow } from './wall-window.ts';

export interface WallWindowsOptions {
  readonly facts: HostFacts;
  readonly statePath: string;
  readonly faces: PageFaces;
  /** Displays or what stands on them changed. */
  readonly onChanged: () => void;
}

const idOf = (display: Display): string => String(display.id);

/** The walls: at most one a display. A display that is lost takes its wall with it and has it again when it returns, also at the next start. */
export class WallWindows {
  readonly #options: WallWindowsOptions;
  readonly #wanted: Map<string, WallMode>;
  readonly #windows = new Map<string, BrowserWindow>();
  #awake: number | null = null;
  #isLeaving = false;

  constructor(options: WallWindowsOptions) {
    this.#options = options;
    this.#wanted = readWalls(options.statePath);
  }

  get isAnyOpen(): boolean {
    return this.#windows.size > 0;
  }

  /** Puts the remembered walls on the displays that are there, and follows the displays from now on. */
  start(): void {
    screen.on('display-added', (_event, display) => {
      this.#open(display);
      this.#options.onChanged();
    });
    screen.on('display-removed', (_event, display) => {
      this.#close(idOf(display));
      this.#options.onChanged();
    });
    screen.on('display-metrics-changed', (_event, display) => {
      if (this.#wanted.get(idOf(display)) === 'kiosk') this.#windows.get(idOf(display))?.setBounds(display.bounds);
      this.#options.onChanged();
    });
    for (const display of screen.getAllDisplays()) this.#open(display);
    this.#options.onChanged();
  }

  displays(): readonly WallDisplay[] {
    const primaryId = screen.getPrimaryDisplay().id;
    return screen.getAllDisplays().map((display) => ({
      id: idOf(display),
      label: display.label,
      width: Math.round(display.size.width * display.scaleFactor),
      height: Math.round(display.size.height * display.scaleFactor),
      isPrimary: display.id === primaryId,
      mode: this.#windows.has(idOf(display)) ? (this.#wanted.get(idOf(display)) ?? 'none') : 'none',
    }));
  }

  show(displayId: string, mode: WallMode): void {
    const display = screen.getAllDisplays().find((candidate) => idOf(candidate) === displayId);
    if (display === undefined) return;
    if (mode === 'none') this.#wanted.delete(displayId);
    else this.#wanted.set(displayId, mode);
    rememberWalls(this.#options.statePath, this.#wanted);
    this.#close(displayId);
    this.#open(display);
    this.#options.onChanged();
  }

  /** The application ends: what closes now was not closed by hand. */
  leave(): void {
    this.#isLeaving = true;
  }

  reload(): void {
    for (const window of this.#windows.values()) loadWall(window);
  }

  #open(display: Display): void {
    const id = idOf(display);
    const mode = this.#wanted.get(id) ?? 'none';
    if (mode === 'none' || this.#windows.has(id)) return;
    const window = openWallWindow(display, mode, this.#options.facts);
    this.#options.faces.assign(window.webContents, 'wall');
    this.#windows.set(id, window);
    window.on('close', () => this.#closedByHand(id, window));
    window.webContents.on('before-input-event', (event, { type, key }) => {
      if (type !== 'keyDown' || key !== WALL_KIOSK_KEY) return;
      event.preventDefault();
      this.show(id, this.#wanted.get(id) === 'kiosk' ? 'window' : 'kiosk');
    });
    loadWall(window);
    this.#keepAwake();
  }

  /** Somebody closed the window itself: there is no wall on this display any more. */
  #closedByHand(id: string, window: BrowserWindow): void {
    if (this.#isLeaving || this.#windows.get(id) !== window) return;
    this.#windows.delete(id);
    this.#wanted.delete(id);
    rememberWalls(this.#options.statePath, this.#wanted);
    this.#keepAwake();
    this.#options.onChanged();
  }

  #close(id: string): void {
    const window = this.#windows.get(id);
    this.#windows.delete(id);
    window?.destroy();
    this.#keepAwake();
  }

  /** While a wall stands, no display goes to sleep. */
  #keepAwake(): void {
    if (this.isAnyOpen) this.#awake ??= powerSaveBlocker.start('prevent-display-sleep');
    else if (this.#awake !== null) {
      powerSaveBlocker.stop(this.#awake);
      this.#awake = null;
    }
  }
}
