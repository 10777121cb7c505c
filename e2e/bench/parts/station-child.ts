// A station's replication in a process of its own, as the backend has it: the replication thread, and this one that hears of every commit.
import { statSync } from 'node:fs';
import { join } from 'node:path';
import { pino } from 'pino';
import { systemClock } from '../../../electron/backend/clock.ts';
import { sql } from '../../../electron/backend/db/sql.ts';
import { rowsOf } from '../../../electron/backend/replication/applied.ts';
import { inWorker } from '../../../electron/backend/replication/thread/carrier.ts';
import { ReplicationLink } from '../../../electron/backend/replication/thread/replication-link.ts';
import type { SourceSpec } from '../../../electron/backend/sources/source-spec.ts';
import { applicationFolders, replicationEntries } from '../../../electron/hosts/application-folders.ts';
import { MARKER_BATCH_ID, preciseNow } from './platform-writer.ts';
import { CITY_FOLDER } from './simulated-replica.ts';

export interface StationChildData {
  readonly dataFolder: string;
  readonly spec: SourceSpec;
  /** Bytes of the key that the replica is encrypted with. */
  readonly replicaKey: readonly number[];
}

/** A commit of the replica: up to which marked transaction of the bench's writer it has come. */
export interface SeenCommit {
  readonly sequence: number;
  readonly atMs: number;
}

export type FromStation =
  | { readonly kind: 'filled'; readonly atMs: number }
  | {
      readonly kind: 'seen';
      readonly commits: readonly SeenCommit[];
      /** Of each commit of the replica: from when the source committed its last transaction, by the source's own word, to when it was told here. */
      readonly lagsMs: readonly number[];
      readonly rows: number;
      readonly largestLogBytes: number;
      readonly cpuMs: number;
    }
  | { readonly kind: 'phase'; readonly phase: string; readonly atMs: number };

/** Asks for what was seen since it was asked last. */
export type ToStation = { readonly kind: 'tell' } | { readonly kind: 'stop' };

const { dataFolder, spec, replicaKey } = JSON.parse(process.argv[2] ?? '') as StationChildData;
const tell = (message: FromStation): void => void process.send?.(message);

const link = new ReplicationLink({
  settings: {
    dataFolder,
    cityFolder: CITY_FOLDER,
    sourceSpec: spec,
    replicaKeyBytes: Uint8Array.from(replicaKey),
    replicaKeyChanged: false,
  },
  carrier: inWorker(replicationEntries(applicationFolders()), 0),
  clock: systemClock,
  log: pino({ enabled: false }),
});

let commits: SeenCommit[] = [];
let lagsMs: number[] = [];
let rows = 0;
let largestLogBytes = 0;
let phase = '';

link.reader.observe((applied) => {
  const { tables, replaced, committedAtMs } = applied;
  const atMs = preciseNow();
  if (replaced) return;
  const count = rowsOf(applied);
  rows += count;
  if (count > 0) lagsMs.push(atMs - committedAtMs);
  largestLogBytes = Math.max(largestLogBytes, statSync(join(dataFolder, 'replica.db-wal'), { throwIfNoEntry: false })?.size ?? 0);
  if (tables.get('batch') === undefined) return;
  const sequence = link.reader.read.value<number>(sql`SELECT list_version FROM batch WHERE id = ${MARKER_BATCH_ID}`) ?? 0;
  commits.push({ sequence, atMs });
});
link.reader.onChanged(() => {
  const now = link.reader.status.phase.phase;
  if (now !== phase) tell({ kind: 'phase', phase: now, atMs: preciseNow() });
  phase = now;
});
process.on('message', (message: ToStation) => {
  if (message.kind === 'stop') void link.stop().then(() => process.exit(0));
  else {
    const { user, system } = process.cpuUsage();
    tell({ kind: 'seen', commits, lagsMs, rows, largestLogBytes, cpuMs: (user + system) / 1000 });
    commits = [];
    lagsMs = [];
    rows = 0;
    largestLogBytes = 0;
  }
});
// Nobody is left to ask.
process.on('disconnect', () => process.exit(1));
await link.open();
tell({ kind: 'filled', atMs: preciseNow() });
