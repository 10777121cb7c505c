import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, expect, it } from 'vitest';
import { readWalls, rememberWalls } from './wall-memory.ts';

let folder = '';
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'scc-walls-'));
});
afterEach(() => rmSync(folder, { recursive: true, force: true }));

it('remembers on which displays walls stand', () => {
  const path = join(folder, 'window', 'walls.json');
  expect(readWalls(path)).toEqual(new Map());
  const walls = new Map([
    ['2528732444', 'kiosk'],
    ['7', 'window'],
  ] as const);
  rememberWalls(path, walls);
  expect(readWalls(path)).toEqual(walls);
});

it.each(['', 'null', '[]', '{"1":"none","2":"film","3":5}'])('passes over what is no memory of walls: %s', (text) => {
  const path = join(folder, 'walls.json');
  writeFileSync(path, text);
  expect(readWalls(path)).toEqual(new Map());
});
