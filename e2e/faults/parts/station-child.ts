// A station's replication in a process of its own, as the backend has it, for a parent that kills it: it tells how far it is.
import { pino } from 'pino';
import { systemClock } from '../../../electron/backend/clock.ts';
import { Sql, sql } from '../../../electron/backend/db/sql.ts';
import { inWorker } from '../../../electron/backend/replication/thread/carrier.ts';
import type { ReplicationSettings } from '../../../electron/backend/replication/thread/messages.ts';
import { ReplicationLink } from '../../../electron/backend/replication/thread/replication-link.ts';
import { applicationFolders, replicationEntries } from '../../../electron/hosts/application-folders.ts';

/** Settings as JSON carries them. */
export type StationChildData = Omit<ReplicationSettings, 'replicaKeyBytes'> & { readonly replicaKey: readonly number[] };

export type FromStation =
  /** How the replication stands, and the trouble it names. */
  | {
      readonly kind: 'stands';
      readonly phase: string;
      readonly state: string;
      readonly trouble: string | null;
      readonly failure: string | null;
    }
  /** The last batch that is here. */
  | { readonly kind: 'batch'; readonly id: number }
  /** What `readEverything` found: whether every row could be read. */
  | { readonly kind: 'read'; readonly isWhole: boolean };

export type ToStation = 'retrySource' | 'rebuildReplica' | 'readEverything' | 'stop';

const { replicaKey, ...settings } = JSON.parse(process.argv[2] ?? '') as StationChildData;
const tell = (message: FromStation): void => void process.send?.(message);

const link = new ReplicationLink({
  settings: { ...settings, replicaKeyBytes: Uint8Array.from(replicaKey) },
  carrier: inWorker(replicationEntries(applicationFolders()), 0),
  clock: systemClock,
  log: pino({ level: 'error' }, pino.destination(2)),
});

let told = 0;

function lastBatch(): number {
  try {
    return link.reader.isReady ? (link.reader.read.value<number>(sql`SELECT max(id) FROM batch`) ?? 0) : 0;
  } catch {
    // The reader has told of the damage that it met, and will be healed.
    return 0;
  }
}

function tellBatch(): void {
  const id = lastBatch();
  if (id > told) tell({ kind: 'batch', id });
  told = Math.max(id, told);
}

function tellStands(): void {
  const { phase, source } = link.reader.status;
  const failure = phase.phase === 'failed' ? phase.code : null;
  tell({ kind: 'stands', phase: phase.phase, state: source.state, trouble: source.trouble?.code ?? null, failure });
}

/** As somebody at the screens would who looks at everything. */
function readEverything(): boolean {
  const { read, isReady } = link.reader;
  if (!isReady) return false;
  try {
    for (const [name] of read.values(sql`SELECT name FROM sqlite_schema WHERE type = 'table'`))
      read.values(new Sql(`SELECT * FROM ${name}`, []));
    return true;
  } catch {
    return false;
  }
}

process.on('message', (message: ToStation) => {
  if (message === 'stop') void link.stop().then(() => process.exit(0));
  else if (message === 'readEverything') tell({ kind: 'read', isWhole: readEverything() });
  else if (message === 'retrySource') void link.command({ name: message, request: {} });
  else void link.command({ name: message, request: {} });
});
// Whoever started it is gone.
process.on('disconnect', () => process.exit(1));
await link.open();
link.reader.observe(({ tables, replaced }) => {
  if (replaced || tables.has('batch')) tellBatch();
});
link.reader.onChanged(() => {
  // A fresh copy is told of before it can be read.
  tellBatch();
  tellStands();
});
tellBatch();
tellStands();
