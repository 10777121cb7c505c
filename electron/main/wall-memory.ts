import { mkdirSync, readFileSync, renameSync, writeFileSync } from 'node:fs';
import { dirname } from 'node:path';
import { WALL_MODES, type WallMode } from '../../shared/host/host-facts.ts';

/** On which displays walls stand, and how. Anything else in the file is passed over. */
export function readWalls(path: string): Map<string, WallMode> {
  try {
    const saved: unknown = JSON.parse(readFileSync(path, 'utf8'));
    const entries: [string, unknown][] = typeof saved === 'object' && saved !== null ? Object.entries(saved) : [];
    return new Map(
      entries.flatMap(([displayId, value]) => {
        const mode = WALL_MODES.find((candidate) => candidate === value && candidate !== 'none');
        return mode === undefined ? [] : [[displayId, mode]];
      }),
    );
  } catch {
    return new Map();
  }
}

/** Walls that cannot be remembered still stand: no reason for a message. */
export function rememberWalls(path: string, walls: ReadonlyMap<string, WallMode>): void {
  try {
    mkdirSync(dirname(path), { recursive: true });
    writeFileSync(`${path}.new`, JSON.stringify(Object.fromEntries(walls)));
    renameSync(`${path}.new`, path);
  } catch (error) {
    process.stderr.write(`walls not remembered: ${String(error)}\n`);
  }
}
