import { FRESHNESS_SOURCES, type FreshnessSource } from '../../../shared/domain/sources.ts';
import type { ReadDb, WriteDb } from '../db/database.ts';
import { sql } from '../db/sql.ts';
import type { SourcePosition } from './change.ts';

/** Where the replica stands. */
export interface ReplicaCursor {
  readonly sourceId: string;
  readonly position: SourcePosition;
  /** When the source committed what was applied last. */
  readonly committedAtMs: number;
  readonly appliedAtMs: number;
}

/** The replica's own tables: which program and source made it, where it stands, how fresh each stream is, what was set aside. */
export const BOOK_DDL = `
CREATE TABLE replica (identity TEXT NOT NULL, source_id TEXT NOT NULL) STRICT;
CREATE TABLE cursor (source_id TEXT PRIMARY KEY, position TEXT NOT NULL, committed_at INTEGER NOT NULL, applied_at INTEGER NOT NULL) STRICT;
CREATE TABLE freshness (source TEXT PRIMARY KEY, changed_at INTEGER NOT NULL) STRICT;
CREATE TABLE quarantine (
  id INTEGER PRIMARY KEY, position TEXT NOT NULL, ordinal INTEGER NOT NULL, reason TEXT NOT NULL, table_name TEXT NOT NULL, row_key TEXT NOT NULL,
  column_name TEXT NOT NULL, value TEXT NOT NULL, original TEXT NOT NULL, committed_at INTEGER,
  UNIQUE (position, ordinal, table_name, row_key)
) STRICT;
CREATE INDEX quarantine_row ON quarantine (table_name, row_key);
`;

export function readCursor(db: ReadDb): ReplicaCursor | null {
  return (
    db.row<ReplicaCursor>(
      sql`SELECT source_id AS sourceId, position, committed_at AS committedAtMs, applied_at AS appliedAtMs FROM cursor`,
    ) ?? null
  );
}

export function writeCursor(db: WriteDb, cursor: ReplicaCursor): void {
  const { sourceId, position, committedAtMs, appliedAtMs } = cursor;
  db.run(sql`INSERT INTO cursor VALUES (${sourceId}, ${position}, ${committedAtMs}, ${appliedAtMs})
    ON CONFLICT (source_id) DO UPDATE SET position = excluded.position, committed_at = excluded.committed_at, applied_at = excluded.applied_at`);
}

/** The streams of these tables have changed at this moment. */
export function writeFreshness(db: WriteDb, sources: ReadonlySet<FreshnessSource>, changedAtMs: number): void {
  for (const source of sources) {
    db.run(
      sql`INSERT INTO freshness VALUES (${source}, ${changedAtMs}) ON CONFLICT (source) DO UPDATE SET changed_at = max(changed_at, excluded.changed_at)`,
    );
  }
}

/** When each stream changed last; null while it never did. */
export function readFreshness(db: ReadDb): { readonly [Name in FreshnessSource]: number | null } {
  const changed = new Map(db.values(sql`SELECT source, changed_at FROM freshness`).map(([source, at]) => [String(source), Number(at)]));
  const at = (source: FreshnessSource) => changed.get(source) ?? null;
  const [screening, alerts, workOrders, positions, visits, dataAges] = FRESHNESS_SOURCES;
  return {
    [screening]: at(screening),
    [alerts]: at(alerts),
    [workOrders]: at(workOrders),
    [positions]: at(positions),
    [visits]: at(visits),
    [dataAges]: at(dataAges),
  };
}
