import { FRESHNESS_SOURCES, type FreshnessSource } from '../../../shared/domain/sources.ts';
import type { PreparedStatement, ReadDb, WriteDb } from '../db/database.ts';
import { Sql, sql } from '../db/sql.ts';
import type { SourcePosition } from './change.ts';

/** Where the replica stands. */
export interface ReplicaCursor {
  readonly sourceId: string;
  readonly position: SourcePosition;
  /** When the source committed what was applied last. */
  readonly committedAtMs: number;
  readonly appliedAtMs: number;
}

const FRESHNESS_COLUMNS = FRESHNESS_SOURCES.map((source) => `${source}_at`);

/** The replica's own tables: which program and source made it, where it stands, how fresh each stream is, what was set aside. */
export const BOOK_DDL = `
CREATE TABLE replica (identity TEXT NOT NULL, source_id TEXT NOT NULL, unknown_codes INTEGER NOT NULL DEFAULT 0) STRICT;
CREATE TABLE stand (
  id INTEGER PRIMARY KEY CHECK (id = 1), source_id TEXT NOT NULL, position TEXT NOT NULL, committed_at INTEGER NOT NULL, applied_at INTEGER NOT NULL,
  ${FRESHNESS_COLUMNS.map((column) => `${column} INTEGER`).join(', ')}
) STRICT;
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
      sql`SELECT source_id AS sourceId, position, committed_at AS committedAtMs, applied_at AS appliedAtMs FROM stand`,
    ) ?? null
  );
}

/** A stream's freshness is never turned back, and stays where nothing was heard of it. */
function fresher(column: string): string {
  return `${column} = max(ifnull(${column}, excluded.${column}), ifnull(excluded.${column}, ${column}))`;
}

/** Writes where the replica stands and which streams changed. It is part of every transaction: one row, on one page. */
export class StandWriter {
  readonly #write: PreparedStatement;

  constructor(db: WriteDb) {
    const columns = ['source_id', 'position', 'committed_at', 'applied_at'];
    const changes = [...columns.map((column) => `${column} = excluded.${column}`), ...FRESHNESS_COLUMNS.map(fresher)];
    this.#write = db.prepare(`INSERT INTO stand VALUES (1, ${[...columns, ...FRESHNESS_COLUMNS].map(() => '?').join(', ')})
      ON CONFLICT (id) DO UPDATE SET ${changes.join(', ')}`);
  }

  /** @param fresh the streams that changed when the source committed */
  write({ sourceId, position, committedAtMs, appliedAtMs }: ReplicaCursor, fresh: ReadonlySet<FreshnessSource>): void {
    const changedAtMs = FRESHNESS_SOURCES.map((source) => (fresh.has(source) ? committedAtMs : null));
    this.#write.run([sourceId, position, committedAtMs, appliedAtMs, ...changedAtMs]);
  }
}

/** When each stream changed last; null while it never did. */
export function readFreshness(db: ReadDb): { readonly [Name in FreshnessSource]: number | null } {
  const [cells = []] = db.values(new Sql(`SELECT ${FRESHNESS_COLUMNS.join(', ')} FROM stand`, []));
  const [screening, alerts, workOrders, positions, visits, dataAges] = cells.map((cell) => (cell === null ? null : Number(cell)));
  return {
    screening: screening ?? null,
    alerts: alerts ?? null,
    workOrders: workOrders ?? null,
    positions: positions ?? null,
    visits: visits ?? null,
    dataAges: dataAges ?? null,
  };
}
