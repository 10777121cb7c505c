import type { PreparedStatement, WriteDb } from '../db/database.ts';
import type { SourcePosition } from './change.ts';
import type { Defect } from './row-check.ts';

const ORIGINAL_LENGTH = 2000;

/** Where a record stood in the stream; the same record delivered again has the same place. */
export interface StreamPlace {
  readonly position: SourcePosition;
  readonly committedAtMs: number;
  readonly ordinal: number;
}

function asJson(original: unknown): string {
  const text = JSON.stringify(original, (_, value: unknown) => {
    if (typeof value === 'number' && !Number.isFinite(value)) return String(value);
    if (typeof value === 'bigint') return `${value}n`;
    if (value instanceof Uint8Array) return `${value.length} bytes`;
    return value;
  });
  return (text ?? 'undefined').slice(0, ORIGINAL_LENGTH).toWellFormed();
}

/** Records that could not be applied, kept in the open with the reason; their neighbours go on. */
export class Quarantine {
  readonly #insert: PreparedStatement;

  constructor(db: WriteDb) {
    this.#insert = db.prepare('INSERT OR REPLACE INTO quarantine VALUES (?, ?, ?, ?, ?, ?, ?, ?)');
  }

  add(place: StreamPlace, table: unknown, key: unknown, defect: Defect, original: unknown): void {
    const { position, ordinal, committedAtMs } = place;
    const texts = [table, key].map((value) => (typeof value === 'string' || typeof value === 'number' ? String(value) : '').slice(0, 100));
    const [tableName = '', rowKey = ''] = texts.map((value) => value.replaceAll('\0', '').toWellFormed());
    this.#insert.run([position, ordinal, defect.reason, tableName, rowKey, defect.column, asJson(original), committedAtMs]);
  }
}
