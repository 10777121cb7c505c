import { statfsSync, statSync } from 'node:fs';
import type { ReplicaStorage } from '../../../shared/contract/replication-history.ts';
import { replicaPath } from './replica-options.ts';

function bytesOf(path: string): number {
  return statSync(path, { throwIfNoEntry: false })?.size ?? 0;
}

/** What this user may still write there; null where the system does not tell. */
function freeBytesAt(path: string): number | null {
  try {
    const { bavail, bsize } = statfsSync(path);
    return bavail * bsize;
  } catch {
    return null;
  }
}

/** What the replica in this folder takes now. */
export function replicaStorage(dataFolder: string): ReplicaStorage {
  const path = replicaPath(dataFolder);
  return { replicaBytes: bytesOf(path), walBytes: bytesOf(`${path}-wal`), freeBytes: freeBytesAt(dataFolder) };
}
