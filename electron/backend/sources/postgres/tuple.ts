import type { CellReader } from './cell-readers.ts';

/**
 * Tuples of pgoutput's messages, read where they lie: the library's parser makes a buffer of every value and a dictionary of every row.
 * https://www.postgresql.org/docs/current/protocol-logicalrep-message-formats.html
 */

/** A column as upstream described it, in its place. */
export interface TupleColumn {
  readonly name: string;
  /** Null where it is none of ours, or cannot be read as ours. */
  readonly reader: CellReader | null;
}

/** Values by the names of our columns; a value that the tuple leaves out is not there. */
export type DecodedRow = Record<string, unknown>;

export interface DecodedTuple {
  readonly row: DecodedRow;
  /** Where it ends in its message. */
  readonly end: number;
}

const KIND = { null: 0x6e, unchanged: 0x75, text: 0x74, binary: 0x62 } as const;
/** Before a value: its kind and its length. */
const HEADER_BYTES = 5;

/** Where the column that begins at `start` ends. @throws RangeError where the message is cut off, Error where there is no column */
function endOfColumn(bytes: Buffer, start: number): number {
  const kind = bytes.readUInt8(start);
  if (kind === KIND.null || kind === KIND.unchanged) return start + 1;
  if (kind !== KIND.binary && kind !== KIND.text) throw new Error(`a value of kind ${kind}`);
  const length = bytes.readInt32BE(start + 1);
  const end = start + HEADER_BYTES + length;
  if (length < 0 || end > bytes.length) throw new RangeError('a value beyond its message');
  return end;
}

/** Where the first column begins. @throws Error when there are not as many as upstream described */
function beginOfColumns(bytes: Buffer, at: number, described: number): number {
  const sent = bytes.readInt16BE(at);
  if (sent !== described) throw new Error(`${sent} columns where ${described} were described`);
  return at + 2;
}

/**
 * The tuple at `at`.
 * @param before for the row as it is now: the row before, whose large values it does not repeat, as far as that was sent
 * @param nulls of a tuple that only identifies a row, they stand for what was not sent
 * @throws Error, RangeError when it cannot be read
 */
export function readTuple(
  bytes: Buffer,
  at: number,
  columns: readonly TupleColumn[],
  { before, nulls }: { readonly before: DecodedRow | null; readonly nulls: 'read' | 'left out' },
): DecodedTuple {
  const row: DecodedRow = {};
  let start = beginOfColumns(bytes, at, columns.length);
  for (const { name, reader } of columns) {
    const end = endOfColumn(bytes, start);
    if (reader !== null) {
      const kind = bytes[start];
      if (kind === KIND.binary) row[name] = reader.read(bytes, start + HEADER_BYTES, end);
      // As it came, for the quarantine: none of the types that are read as ours is sent so.
      else if (kind === KIND.text) row[name] = bytes.toString('utf8', start + HEADER_BYTES, end);
      else if (kind === KIND.unchanged) {
        if (before?.[name] !== undefined) row[name] = before[name];
      } else if (nulls === 'read') row[name] = reader.onNull;
    }
    start = end;
  }
  return { row, end: start };
}

/** A text of the tuple at `at` as upstream writes it, null when it was not sent. @throws Error, RangeError when it cannot be read */
export function textIn(bytes: Buffer, at: number, columns: readonly TupleColumn[], name: string): string | null {
  let start = beginOfColumns(bytes, at, columns.length);
  for (const column of columns) {
    const end = endOfColumn(bytes, start);
    if (column.name === name) return end - start > HEADER_BYTES ? bytes.toString('utf8', start + HEADER_BYTES, end) : null;
    start = end;
  }
  return null;
}
