// A station's replication in a process of its own, as the backend has it, for a parent that kills it: it tells how far it is.
import { pino } from 'pino';
import { systemClock } from '../../../electron/backend/clock.ts';
import { sql } from '../../../electron/backend/db/sql.ts';
import { inWorker } from '../../../electron/backend/replication/thread/carrier.ts';
import type { ReplicationSettings } from '../../../electron/backend/replication/thread/messages.ts';
import { ReplicationLink } from '../../../electron/backend/replication/thread/replication-link.ts';
import { applicationFolders, replicationEntries } from '../../../electron/hosts/application-folders.ts';

/** Settings as JSON carries them. */
export type StationChildData = Omit<ReplicationSettings, 'replicaKeyBytes'> & { readonly replicaKey: readonly number[] };

export type FromStation =
  /** How the replication stands, and the trouble it names. */
  | { readonly kind: 'stands'; readonly phase: string; readonly state: string; readonly trouble: string | null }
  /** The last batch that is here. */
  | { readonly kind: 'batch'; readonly id: number };

export type ToStation = 'retrySource' | 'rebuildReplica' | 'stop';

const { replicaKey, ...settings } = JSON.parse(process.argv[2] ?? '') as StationChildData;
const tell = (message: FromStation): void => void process.send?.(message);

const link = new ReplicationLink({
  settings: { ...settings, replicaKeyBytes: Uint8Array.from(replicaKey) },
  carrier: inWorker(replicationEntries(applicationFolders()), 0),
  clock: systemClock,
  log: pino({ level: 'error' }, pino.destination(2)),
});

let told = 0;

function tellBatch(): void {
  const id = link.reader.isReady ? (link.reader.read.value<number>(sql`SELECT max(id) FROM batch`) ?? 0) : 0;
  if (id > told) tell({ kind: 'batch', id });
  told = Math.max(id, told);
}

link.reader.observe(({ tables, replaced }) => {
  if (replaced || tables.has('batch')) tellBatch();
});
link.reader.onChanged(() => {
  // A fresh copy is told of before it can be read.
  tellBatch();
  const { phase, source } = link.reader.status;
  tell({ kind: 'stands', phase: phase.phase, state: source.state, trouble: source.trouble?.code ?? null });
});
process.on('message', (message: ToStation) => {
  if (message === 'stop') void link.stop().then(() => process.exit(0));
  else if (message === 'retrySource') void link.command({ name: message, request: {} });
  else void link.command({ name: message, request: {} });
});
// Whoever started it is gone.
process.on('disconnect', () => process.exit(1));
await link.open();
tellBatch();
