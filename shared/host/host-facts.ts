import type { Language } from '../contract/daily-report.ts';

/** What a window may know of where it runs. */
export interface HostFacts {
  readonly kind: 'electron' | 'browser';
  /** `linux`, `win32`, `darwin`; empty in a browser. */
  readonly platform: string;
  readonly version: string;
  readonly language: Language;
}

/** Where the Electron window finds its backend: at a port that comes by `window.postMessage`, or at a socket on the loopback. */
export type BackendAddress = { readonly kind: 'port' } | { readonly kind: 'socket'; readonly origin: string; readonly key: string };

/** The only thing that the preload gives to the page, as `window.commandCenterHost`. */
export interface HostBridge {
  readonly facts: HostFacts;
  /** Asks for a way to the backend; rejects while there is none. */
  openBackend(): Promise<BackendAddress>;
  /** The displays of this machine and what stands on them; rejects for any page but the console. */
  wallDisplays(): Promise<readonly WallDisplay[]>;
  /** Puts a wall on a display, changes how it stands there, or takes it away. It is put there again at every start. */
  showWall(displayId: string, mode: WallMode): Promise<void>;
}

/** `kiosk` fills the display and has no frame. */
/** From a whole display to a window and back, on a wall of the Electron host. */
export const WALL_KIOSK_KEY = 'F11';
export const WALL_MODES = ['none', 'window', 'kiosk'] as const;
export type WallMode = (typeof WALL_MODES)[number];

export interface WallDisplay {
  readonly id: string;
  /** What the system calls it; may be empty. */
  readonly label: string;
  readonly width: number;
  readonly height: number;
  readonly isPrimary: boolean;
  readonly mode: WallMode;
}

/** `data` of the message that brings a port to the page, and of the one that says its backend has ended. */
export const BACKEND_PORT_MESSAGE = 'command-center-backend-port';
export const BACKEND_LOST_MESSAGE = 'command-center-backend-lost';

/** Names of the page's calls to the main process; only the preload uses them. */
export const OPEN_BACKEND_CALL = 'command-center-open-backend';
export const WALL_DISPLAYS_CALL = 'command-center-wall-displays';
export const SHOW_WALL_CALL = 'command-center-show-wall';
/** The preload finds the facts after this, on the command line of its page. */
export const FACTS_SWITCH = '--command-center-facts=';
