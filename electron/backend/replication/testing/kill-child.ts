import { writeSync } from 'node:fs';
import { flushCompileCache } from 'node:module';
import { join } from 'node:path';
import { pino } from 'pino';
import { systemClock } from '../../clock.ts';
import { TurnReader } from '../../db/turn-reader.ts';
import { readCursor } from '../book.ts';
import { allReaders } from '../file-exchange.ts';
import { startCheckpointer } from '../log/checkpointer.ts';
import { LogKeeper } from '../log/log-keeper.ts';
import { openSharedReplica } from '../open-replica.ts';
import { replicaPath } from '../replica-options.ts';
import { isLarge, isSnapshotDue, KILL_KEY, KILL_SOURCE_ID, killSnapshot, killTransaction, MOST_LOGGED } from './kill-workload.ts';
import { TEST_CITY } from './rows.ts';

/**
 * Applies the workload to the replica in the folder given until it is killed, as the application does: beside a reader and a thread that copies the
 * log. Says after each commit how far it is; −1 before the first.
 */
const ROUNDS_A_CHECK = 5;
// Who is killed leaves nothing by itself of what Node compiled for it: the next one starts without compiling.
flushCompileCache();
const [folder = ''] = process.argv.slice(2);
writeSync(1, '-1\n');
const path = replicaPath(folder);
const reader = new TurnReader(path, { role: 'replica', key: KILL_KEY });
const readers = { release: async () => reader.close(), reopen: () => reader.open() };
const checkpointer = startCheckpointer(join(import.meta.dirname, '../log/checkpoint-worker.ts'), path, KILL_KEY);
const careOfLog = new LogKeeper({
  path,
  checkpointer,
  emptyHere: () => replica.emptyLog(),
  clock: systemClock,
  log: pino({ enabled: false }),
  beginBytes: 256 * 1024,
});
const options = {
  folder,
  key: KILL_KEY,
  sourceId: KILL_SOURCE_ID,
  city: TEST_CITY,
  careOfLog,
  copyElsewhere: (file: string) => checkpointer.copyTo(file),
  mostLoggedChanges: MOST_LOGGED,
};
const replica = await openSharedReplica(options, allReaders([readers, checkpointer]));
reader.open();
const { sink } = replica;

async function loadSnapshot(round: number): Promise<void> {
  await sink.beginSnapshot(String(round));
  await sink.snapshotChunk(killSnapshot(round));
  await sink.endSnapshot();
}

async function applyLarge(round: number): Promise<void> {
  const { changes, position, committedAtMs } = killTransaction(round);
  await sink.beginTransaction();
  for (const part of [changes, changes]) await sink.part(part);
  await sink.commit(position, committedAtMs);
}

/** What is committed can be read beside the writer, and acknowledged. */
async function check(round: number): Promise<void> {
  const read = Number(readCursor(reader)?.position);
  const durable = Number(await sink.durable());
  if (!(read >= round && durable >= round)) throw new Error(`of ${round} there is read ${read}, durable ${durable}`);
}

const cursor = replica.cursor();
if (cursor === null) await loadSnapshot(0);
for (let round = Number(cursor?.position ?? 0) + 1; ; round += 1) {
  if (isSnapshotDue(round)) await loadSnapshot(round);
  else if (isLarge(round)) await applyLarge(round);
  else await sink.transaction(killTransaction(round));
  if (round % ROUNDS_A_CHECK === 0) await check(round);
  writeSync(1, `${round}\n`);
}
