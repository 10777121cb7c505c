import { mkdirSync, readFileSync, renameSync, writeFileSync } from 'node:fs';
import { dirname } from 'node:path';
import type { BrowserWindow } from 'electron';
import type { Rectangle, WindowState } from './window-placement.ts';

function isRecord(value: unknown): value is Readonly<Record<string, unknown>> {
  return typeof value === 'object' && value !== null;
}

function asBounds(value: unknown): Rectangle | null {
  if (!isRecord(value)) return null;
  const [x, y, width, height] = ['x', 'y', 'width', 'height']
    .map((name) => value[name])
    .filter(Number.isSafeInteger)
    .map(Number);
  if (x === undefined || y === undefined || width === undefined || height === undefined) return null;
  return width > 0 && height > 0 ? { x, y, width, height } : null;
}

/** How the window stood when it was closed; null when nobody knows. */
export function readWindowState(path: string): WindowState | null {
  try {
    const saved: unknown = JSON.parse(readFileSync(path, 'utf8'));
    const bounds = isRecord(saved) ? asBounds(saved['bounds']) : null;
    if (!isRecord(saved) || bounds === null) return null;
    return { bounds, isMaximized: saved['isMaximized'] === true, isFullScreen: saved['isFullScreen'] === true };
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
