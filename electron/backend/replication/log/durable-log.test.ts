import { mkdirSync, mkdtempSync, rmdirSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { DurableLog } from './durable-log.ts';

let folder: string;
let path: string;
let rewritten: number;
let canRewrite: boolean;
let log: DurableLog;

beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'durable-log-'));
  path = join(folder, 'replica.db');
  rewritten = 0;
  canRewrite = true;
  log = new DurableLog(path, () => {
    rewritten += 1;
    return canRewrite;
  });
});

afterEach(() => rmSync(folder, { recursive: true, force: true }));

describe('putting the log on disk', () => {
  it('has nothing to do where there is no log, and asks for nothing while all goes well', async () => {
    await log.sync();
    writeFileSync(`${path}-wal`, 'frames');
    await Promise.all([log.sync(), log.sync(), log.sync()]);
    expect(rewritten).toBe(0);
  });

  it('that failed once is believed only after the whole log was written anew', async () => {
    // A folder cannot be synced as a file: as good as a disk that fails.
    mkdirSync(`${path}-wal`);
    await expect(log.sync()).rejects.toMatchObject({ code: 'EISDIR' });
    rmdirSync(`${path}-wal`);
    writeFileSync(`${path}-wal`, 'frames');
    canRewrite = false;
    await expect(log.sync()).rejects.toThrow('anew');
    canRewrite = true;
    await log.sync();
    await log.sync();
    expect(rewritten).toBe(2);
  });

  it('fails for everybody who waits for the same time, and for nobody after', async () => {
    mkdirSync(`${path}-wal`);
    const outcomes = await Promise.allSettled([log.sync(), log.sync(), log.sync()]);
    expect(outcomes.map(({ status }) => status)).toEqual(['rejected', 'rejected', 'rejected']);
    rmdirSync(`${path}-wal`);
    await log.sync();
  });
});
