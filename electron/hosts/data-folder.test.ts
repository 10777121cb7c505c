import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { chmodSync, existsSync, mkdirSync, mkdtempSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { takeDataFolder } from './data-folder.ts';

let parent = '';
beforeEach(() => {
  parent = mkdtempSync(join(tmpdir(), 'scc-data-'));
});
afterEach(() => rmSync(parent, { recursive: true, force: true }));

/** Takes the folder in another process, which lives until its input ends. */
async function takeElsewhere(folder: string) {
  const script = `const { takeDataFolder } = await import(${JSON.stringify(join(import.meta.dirname, 'data-folder.ts'))});
    takeDataFolder(${JSON.stringify(folder)}); console.log('taken'); process.stdin.resume();`;
  const child = spawn(process.execPath, ['--input-type=module', '--eval', script], { stdio: ['pipe', 'pipe', 'inherit'] });
  await once(child.stdout, 'data');
  return child;
}

describe('the data folder', () => {
  it('is made for this user only, and is free again after it was given back', () => {
    const folder = join(parent, 'a', 'b');
    takeDataFolder(folder)();
    takeDataFolder(folder)();
    expect(statSync(folder).mode & 0o077).toBe(0);
    expect(existsSync(join(folder, 'host.lock'))).toBe(false);
  });

  it('belongs to one living process at a time', async () => {
    const folder = join(parent, 'data');
    const other = await takeElsewhere(folder);
    expect(() => takeDataFolder(folder)).toThrow(
      expect.objectContaining({ code: 'data-folder-in-use', details: { path: folder, processId: other.pid } }),
    );
    other.kill('SIGKILL');
    await once(other, 'exit');
    takeDataFolder(folder)();
  });

  it('is taken over from a process whose number was given to another one', () => {
    mkdirSync(join(parent, 'data'));
    writeFileSync(join(parent, 'data', 'host.lock'), `${process.ppid} 1`);
    takeDataFolder(join(parent, 'data'))();
  });

  it('says so when it cannot be written', () => {
    const file = join(parent, 'file');
    writeFileSync(file, '');
    chmodSync(file, 0o400);
    expect(() => takeDataFolder(join(file, 'data'))).toThrow(expect.objectContaining({ code: 'data-folder-not-writable' }));
  });
});
