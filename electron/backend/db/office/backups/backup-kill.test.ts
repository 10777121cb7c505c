import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { describe, expect, test } from 'vitest';
import { DatabaseKey } from '../../database-key.ts';
import { openOffice } from '../office.ts';
import { verifyBackup } from './take-backup.ts';

const KILLS = 60;
const key = DatabaseKey.random();
const child = fileURLToPath(new URL('./testing/backup-child.ts', import.meta.url));

/** Starts the child, lets it write so many lines, kills it wherever it then is. Answers the last change that it reported as copied. */
async function runAndKill(folder: string, lines: number): Promise<number> {
  const running = spawn(process.execPath, [child, folder, Buffer.from(key.reveal()).toString('hex')], {
    stdio: ['ignore', 'pipe', 'pipe'],
  });
  let output = '';
  let complaint = '';
  running.stderr.on('data', (data: Buffer) => (complaint += data.toString()));
  running.stdout.on('data', (data: Buffer) => {
    output += data.toString();
    if (output.split('\n').length > lines) running.kill('SIGKILL');
  });
  const [, signal] = (await once(running, 'close')) as [number | null, string | null];
  expect(signal, complaint).toBe('SIGKILL');
  return Number(output.split('\n').at(-2));
}

describe('a program that is killed while it copies office.db', () => {
  test(`has good copies alone, and in the newest everything that it had reported, ${KILLS} times of ${KILLS}`, {
    timeout: 600_000,
  }, async () => {
    const folder = mkdtempSync(join(tmpdir(), 'backup-kill-'));
    try {
      let reported = 0;
      for (let kill = 0; kill < KILLS; kill += 1) {
        reported = Math.max(reported, await runAndKill(folder, 1 + ((kill * 7) % 9)));
        const office = openOffice({ folder, key, nowMs: 0 });
        expect(Number(office.settings.get('change') ?? 0)).toBeGreaterThanOrEqual(reported);
        expect(office.settings.get('office.restored')).toBeUndefined();
        for (const backup of office.backups.list()) verifyBackup(office.backups.pathOf(backup), key);
        office.close();
        if (reported === 0 || kill % 10 !== 9) continue;
        // Now and then the file is lost altogether: what was reported comes back from the newest copy.
        rmSync(office.path);
        const restored = openOffice({ folder, key, nowMs: 0 });
        expect(Number(restored.settings.get('change'))).toBeGreaterThanOrEqual(reported);
        restored.settings.save('office.restored', undefined, { user: 'duty', atMs: 0 });
        restored.close();
      }
      expect(reported).toBeGreaterThan(KILLS);
    } finally {
      rmSync(folder, { recursive: true, force: true });
    }
  });
});
