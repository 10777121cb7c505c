import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { describe, expect, test } from 'vitest';
import type { TableRow } from '../../../shared/tables/index.ts';
import { sql } from '../db/sql.ts';
import { openReplica } from './replica.ts';
import { recountedSummaries, storedSummaries } from './testing/expected-summaries.ts';
import { expectedTasks, KILL_KEY, KILL_SOURCE_ID } from './testing/kill-workload.ts';
import { TEST_CITY } from './testing/rows.ts';

const KILLS = 200;
/** Two folders at a time: starting a process takes longer than the work. */
const LANES = 2;
const child = fileURLToPath(new URL('./testing/kill-child.ts', import.meta.url));

/** Starts the child, lets it write so many lines, kills it wherever it then is. @returns the last commit it reported */
async function runAndKill(folder: string, lines: number): Promise<number> {
  const running = spawn(process.execPath, [child, folder], { stdio: ['ignore', 'pipe', 'pipe'] });
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

/** Cursor, rows and summaries of the replica in the folder agree, and nothing that was reported is missing. */
function judge(folder: string, lastReported: number): void {
  const replica = openReplica({ folder, key: KILL_KEY, sourceId: KILL_SOURCE_ID, city: TEST_CITY });
  const round = Number(replica.cursor()?.position ?? -1);
  expect(round).toBeGreaterThanOrEqual(lastReported);
  expect(replica.read.rows<TableRow<'task'>>(sql`SELECT * FROM task ORDER BY id`)).toEqual(expectedTasks(round));
  expect(storedSummaries(replica.read)).toEqual(recountedSummaries(replica.read));
  expect(replica.read.value(sql`SELECT integrity_check FROM pragma_integrity_check`)).toBe('ok');
  replica.close();
}

async function killRepeatedly(kills: number): Promise<number> {
  const folder = mkdtempSync(join(tmpdir(), 'replica-kill-'));
  try {
    let reported = -1;
    for (let kill = 0; kill < kills; kill += 1) {
      reported = Math.max(reported, await runAndKill(folder, 1 + ((kill * 7) % 23)));
      judge(folder, reported);
    }
    return reported;
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}

describe('a replica whose program is killed while it applies', () => {
  test(`has cursor, rows and summaries that agree, ${KILLS} times of ${KILLS}`, { timeout: 900_000 }, async () => {
    const reported = await Promise.all(Array.from({ length: LANES }, () => killRepeatedly(KILLS / LANES)));
    for (const commits of reported) expect(commits).toBeGreaterThan(KILLS);
  });
});
