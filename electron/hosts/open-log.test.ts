import { mkdirSync, mkdtempSync, readdirSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { openLog } from './open-log.ts';

const KEPT_FILES = 14;
/** Of two months, the tenth file of the last day among them. */
const OLD_LOGS = [
  ...Array.from({ length: 30 }, (_, index) => `backend.2025-06-${String(index + 1).padStart(2, '0')}.1.log`),
  ...Array.from({ length: 10 }, (_, index) => `backend.2025-07-01.${index + 1}.log`),
];
const OTHERS = [
  'notes.txt',
  'backend.log',
  'backend.2025-06-01.log',
  'backend.2025-06-01.1.log.gz',
  'relay.2025-06-01.1.log',
  'mybackend.2025-06-01.1.log',
];
const ROLL_BYTES = 20 * 1024 * 1024;

let logs: string;
let folder: string;

beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'open-log-'));
  logs = join(folder, 'logs');
  mkdirSync(logs);
  for (const name of [...OLD_LOGS, ...OTHERS]) writeFileSync(join(logs, name), name);
});

afterEach(() => rmSync(folder, { recursive: true, force: true }));

function ownLogs(): readonly string[] {
  return readdirSync(logs).filter((name) => /^backend\.\d{4}-\d{2}-\d{2}\.\d+\.log$/.test(name));
}

function flushed(log: Awaited<ReturnType<typeof openLog>>): Promise<void> {
  return new Promise((resolve) => log.flush(() => resolve()));
}

describe('the log of a folder in which many lie', () => {
  it('keeps the newest when it is opened, and whatever is no log of its own', async () => {
    const log = await openLog(folder, 'loopback', 'info');
    log.info('started');
    await flushed(log);
    // The file is made beside the first line, which may be told as written a moment before.
    await vi.waitFor(() => expect(ownLogs()).toHaveLength(KEPT_FILES));
    expect(
      ownLogs()
        .filter((name) => OLD_LOGS.includes(name))
        .sort(),
    ).toEqual(OLD_LOGS.slice(1 - KEPT_FILES).sort());
    expect(readdirSync(logs)).toEqual(expect.arrayContaining(OTHERS));
  });

  it('keeps no more when it takes its next file', async () => {
    const log = await openLog(folder, 'utility', 'info');
    for (let written = 0; written < ROLL_BYTES; written += 1024 * 1024) log.info({ fill: 'x'.repeat(1024 * 1024) });
    await flushed(log);
    await vi.waitFor(
      () => {
        expect(ownLogs().filter((name) => !OLD_LOGS.includes(name))).toHaveLength(2);
        expect(ownLogs()).toHaveLength(KEPT_FILES);
      },
      { timeout: 30_000 },
    );
    expect(readdirSync(logs)).toEqual(expect.arrayContaining(OTHERS));
  });
});
