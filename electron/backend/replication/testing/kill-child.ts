import { writeSync } from 'node:fs';
import { openReplica } from '../replica.ts';
import { isSnapshotDue, KILL_SOURCE_ID, killSnapshot, killTransaction } from './kill-workload.ts';
import { TEST_CITY } from './rows.ts';

/** Applies the workload to the replica in the folder given until it is killed; says after each commit how far it is; −1 before the first. */
const [folder = ''] = process.argv.slice(2);
writeSync(1, '-1\n');
const replica = openReplica({ folder, sourceId: KILL_SOURCE_ID, city: TEST_CITY });
const { sink } = replica;

async function loadSnapshot(round: number): Promise<void> {
  await sink.beginSnapshot(String(round));
  await sink.snapshotChunk(killSnapshot(round));
  await sink.endSnapshot();
}

const cursor = replica.cursor();
if (cursor === null) await loadSnapshot(0);
for (let round = Number(cursor?.position ?? 0) + 1; ; round += 1) {
  if (isSnapshotDue(round)) await loadSnapshot(round);
  else await sink.transaction(killTransaction(round));
  writeSync(1, `${round}\n`);
}
