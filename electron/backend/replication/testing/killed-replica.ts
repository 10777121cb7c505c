import assert from 'node:assert/strict';
import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import type { TableRow } from '../../../../shared/tables/index.ts';
import { sql } from '../../db/sql.ts';
import { openReplica } from '../open-replica.ts';
import { recountedSummaries, storedSummaries } from './expected-summaries.ts';
import { expectedTasks, KILL_KEY, KILL_SOURCE_ID } from './kill-workload.ts';
import { TEST_CITY } from './rows.ts';

/** Two folders at a time: starting a process takes longer than the work. */
const LANES = 2;
const child = fileURLToPath(new URL('./kill-child.ts', import.meta.url));

/** Starts the child, lets it write so many lines, kills it wherever it then is. Answers the last commit that it reported. */
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
  assert.equal(signal, 'SIGKILL', complaint);
  return Number(output.split('\n').at(-2));
}

/** Cursor, rows and summaries of the replica in the folder agree, and nothing that was reported is missing. */
function judge(folder: string, lastReported: number): void {
  const replica = openReplica({ folder, key: KILL_KEY, sourceId: KILL_SOURCE_ID, city: TEST_CITY });
  try {
    const round = Number(replica.cursor()?.position ?? -1);
    assert.ok(round >= lastReported, `at ${round} although ${lastReported} was reported`);
    assert.deepEqual(replica.read.rows<TableRow<'task'>>(sql`SELECT * FROM task ORDER BY id`), expectedTasks(round));
    assert.deepEqual(storedSummaries(replica.read), recountedSummaries(replica.read));
    assert.equal(replica.read.value(sql`SELECT integrity_check FROM pragma_integrity_check`), 'ok');
  } finally {
    replica.close();
  }
}

async function killInOneFolder(kills: number, isOver: () => boolean, onKilled: () => void): Promise<number> {
  const folder = mkdtempSync(join(tmpdir(), 'replica-kill-'));
  try {
    let reported = -1;
    for (let kill = 0; kill < kills && !isOver(); kill += 1) {
      reported = Math.max(reported, await runAndKill(folder, 1 + ((kill * 7) % 23)));
      judge(folder, reported);
      onKilled();
    }
    return reported;
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}

/**
 * Kills a program that applies, copies, exchanges and checkpoints so many times, and judges what is left after each kill. Answers how many
 * transactions it reported in the end. @throws AssertionError when something is lost, doubled or does not agree
 */
export async function killRepeatedly(
  kills: number,
  isOver: () => boolean = () => false,
  onKilled: () => void = () => undefined,
): Promise<number> {
  const lanes = Array.from({ length: LANES }, (_, lane) => Math.ceil((kills - lane) / LANES));
  const commits = await Promise.all(lanes.map((count) => killInOneFolder(count, isOver, onKilled)));
  return commits.reduce((sum, count) => sum + count, 0);
}
