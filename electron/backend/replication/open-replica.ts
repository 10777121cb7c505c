import { mkdirSync } from 'node:fs';
import type { ReplicaReaders } from './file-exchange.ts';
import type { RebuildReason } from './rebuild.ts';
import { inspectReplica, replicaIdentity } from './replica-file.ts';
import { type ReplicaOptions, replicaPath } from './replica-options.ts';
import { Replica } from './replica.ts';

function inspect(options: ReplicaOptions): RebuildReason | null {
  mkdirSync(options.folder, { recursive: true });
  return inspectReplica(replicaPath(options.folder), replicaIdentity(options.sourceId, options.city.version), options);
}

/**
 * Opens the replica in its folder, which nobody else has open; one that cannot serve is deleted and begun anew.
 * @throws DatabaseError `unwritable`
 */
export function openReplica(options: ReplicaOptions): Replica {
  return new Replica(options, inspect(options));
}

/** The same while readers may have it open: they are asked to close it if it is deleted, and may open it when this resolves. */
export async function openSharedReplica(options: ReplicaOptions, readers: ReplicaReaders): Promise<Replica> {
  const reason = inspect(options);
  if (reason === null) return new Replica({ ...options, readers }, null);
  await readers.release();
  const replica = new Replica({ ...options, readers }, reason);
  readers.reopen();
  return replica;
}
