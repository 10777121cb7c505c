import { closeSync, openSync, readSync, statSync } from 'node:fs';

/** What lies at a path, by its first bytes: an encrypted database begins with random ones. */
export type DatabaseFileKind = 'missing' | 'plain' | 'encrypted';

const PLAIN_HEADER = Buffer.from('SQLite format 3\0');

/** A file without content is a new one. */
export function databaseFileKind(path: string): DatabaseFileKind {
  const size = statSync(path, { throwIfNoEntry: false })?.size ?? 0;
  if (size === 0) return 'missing';
  const file = openSync(path, 'r');
  try {
    const header = Buffer.alloc(PLAIN_HEADER.length);
    readSync(file, header, 0, header.length, 0);
    return header.equals(PLAIN_HEADER) ? 'plain' : 'encrypted';
  } finally {
    closeSync(file);
  }
}
