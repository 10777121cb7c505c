import { mkdirSync, readFileSync, renameSync, writeFileSync } from 'node:fs';
import { dirname } from 'node:path';
import type { BrowserWindow } from 'electron';
import { z } from 'zod';
import type { WindowState } from './window-placement.ts';

const SAVED_STATE = z.object({
  bounds: z.object({ x: z.int(), y: z.int(), width: z.int().positive(), height: z.int().positive() }),
  isMaximized: z.boolean(),
  isFullScreen: z.boolean(),
});

/** How the window stood when it was closed; null when nobody knows. */
export function readWindowState(path: string): WindowState | null {
  try {
    return SAVED_STATE.parse(JSON.parse(readFileSync(path, 'utf8')));
  } catch {
    return null;
  }
}

/** Saves the window's place when it closes. A place that cannot be saved is not worth a message. */
export function saveWindowStateOnClose(window: BrowserWindow, path: string): void {
  window.on('close', () => {
    const state: WindowState = { bounds: window.getNormalBounds(), isMaximized: window.isMaximized(), isFullScreen: window.isFullScreen() };
    try {
      mkdirSync(dirname(path), { recursive: true });
      writeFileSync(`${path}.new`, JSON.stringify(state));
      renameSync(`${path}.new`, path);
    } catch (error) {
      process.stderr.write(`window state not saved: ${String(error)}\n`);
    }
  });
}
