import type { QuarantinePage, QuarantineReason, QuarantineRow } from '../../../shared/contract/source-status.ts';
import { TABLES } from '../../../shared/tables/index.ts';
import type { TableSpec } from '../../../shared/tables/table-spec.ts';
import type { ReadDb } from '../db/database.ts';
import { sql } from '../db/sql.ts';

interface SetAsideRow {
  readonly table: string;
  readonly key: string;
  readonly reason: QuarantineReason;
  readonly column: string;
  readonly value: string;
  readonly position: string;
  readonly committedAtMs: number | null;
}

const SPECS: ReadonlyMap<string, TableSpec> = new Map(Object.entries(TABLES));
/** As long as an ID number, a phone or anything else that could stand for a person. */
const LONG_NUMBER = /\d{11}/;

/**
 * What stood in the column, when it cannot be a person's: not of a personal column, nor of one with free text. A value in a wrong column could
 * still be: then it is long digits, and left out as well.
 */
function tellableValue({ table, column, value }: SetAsideRow): string {
  const spec = SPECS.get(table)?.columns[column];
  const isFree = spec === undefined || spec.type === 'text' || spec.personal !== undefined;
  return isFree || LONG_NUMBER.test(value) ? '' : value;
}

/** Records that were set aside, the latest first. */
export function quarantine(db: ReadDb, { offset, limit }: { readonly offset: number; readonly limit: number }): QuarantinePage {
  const rows = db.rows<SetAsideRow>(sql`SELECT table_name AS "table", row_key AS key, reason, column_name AS "column", value, position,
    committed_at AS committedAtMs FROM quarantine ORDER BY id DESC LIMIT ${limit} OFFSET ${offset}`);
  const total = db.value<number>(sql`SELECT count(*) FROM quarantine`) ?? 0;
  return { total, rows: rows.map((row): QuarantineRow => ({ ...row, value: tellableValue(row) })) };
}
