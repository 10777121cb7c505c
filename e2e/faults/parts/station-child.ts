// A station's replication in a process of its own, as the backend has it, for a parent that kills it: it tells how far it is.
import { pino } from 'pino';
import { CodedError } from '../../../shared/contract/errors.ts';
import type { SourceTrouble } from '../../../shared/contract/source-status.ts';
import { systemClock } from '../../../electron/backend/clock.ts';
import { openOffice } from '../../../electron/backend/db/office/office.ts';
import { Sql, sql } from '../../../electron/backend/db/sql.ts';
import { TEST_KEYS } from '../../../electron/backend/keys/testing/test-security.ts';
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
      readonly warnings: readonly SourceTrouble[];
      readonly failure: string | null;
    }
  /** The last batch that is here. */
  | { readonly kind: 'batch'; readonly id: number }
  /** Another file took the replica's place: a copy, or a large transaction. */
  | { readonly kind: 'exchanged' }
  /** What `readEverything` found: whether every row could be read. */
  | { readonly kind: 'read'; readonly isWhole: boolean }
  /** What became of `saveSetting`: null when it was saved, else why not. */
  | { readonly kind: 'saved'; readonly refusal: string | null };

export type ToStation = 'retrySource' | 'rebuildReplica' | 'readEverything' | 'saveSetting' | 'stop';

const { replicaKey, ...settings } = JSON.parse(process.argv[2] ?? '') as StationChildData;
const tell = (message: FromStation): void => void process.send?.(message);

const link = new ReplicationLink({
  settings: { ...settings, replicaKeyBytes: Uint8Array.from(replicaKey) },
  carrier: inWorker(replicationEntries(applicationFolders()), 0),
  clock: systemClock,
  log: pino({ level: 'error' }, pino.destination(2)),
});

const office = openOffice({ folder: settings.dataFolder, key: TEST_KEYS.office, nowMs: Date.now() });

let told = 0;
let saved = 0;

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
  const { state, trouble, warnings } = source;
  tell({ kind: 'stands', phase: phase.phase, state, trouble: trouble?.code ?? null, warnings, failure });
}

/** Something that only this office has. */
function saveSetting(): string | null {
  try {
    office.settings.save('fault-suite', (saved += 1), { user: 'operator', atMs: Date.now() });
    return null;
  } catch (error) {
    return error instanceof CodedError ? error.code : String(error);
  }
}

/** As somebody at the screens would who looks at everything. */
function readEverything(): boolean {
  const { read, isReady } = link.reader;
  if (!isReady) return false;
  try {
    office.settings.all();
    for (const [name] of read.values(sql`SELECT name FROM sqlite_schema WHERE type = 'table'`))
      read.values(new Sql(`SELECT * FROM ${name}`, []));
    return true;
  } catch {
    return false;
  }
}

process.on('message', (message: ToStation) => {
  if (message === 'stop') void link.stop().then(() => process.exit(0));
  else if (message === 'saveSetting') tell({ kind: 'saved', refusal: saveSetting() });
  else if (message === 'readEverything') tell({ kind: 'read', isWhole: readEverything() });
  // A thread that is lost just now begins by itself.
  else void link.command({ name: message, request: {} }).catch(() => undefined);
});
// Whoever started it is gone.
process.on('disconnect', () => process.exit(1));
await link.open();
link.reader.observe(({ tables, replaced }) => {
  if (replaced) tell({ kind: 'exchanged' });
  if (replaced || tables.has('batch')) tellBatch();
});
link.reader.onChanged(() => {
  // A fresh copy is told of before it can be read.
  tellBatch();
  tellStands();
});
tellBatch();
tellStands();
