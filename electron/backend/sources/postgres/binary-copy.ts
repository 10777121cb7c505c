import type { CellReader } from './cell-readers.ts';

const SIGNATURE = Buffer.from('PGCOPY\n\u00ff\r\n\0', 'latin1');
/** Signature, flags, length of the extension. */
const HEADER_BYTES = SIGNATURE.length + 8;
const END_OF_ROWS = -1;
const NULL_LENGTH = -1;
const NO_BYTES = Buffer.alloc(0);

/** The bytes are not what `COPY … (FORMAT binary)` sends. */
export class CopyFormatError extends Error {
  override readonly name = 'CopyFormatError';
}

/** Reads rows from the pieces in which `COPY … TO STDOUT (FORMAT binary)` arrives, wherever they are cut. */
export class BinaryCopyRows {
  readonly #readers: readonly CellReader[];
  #rest: Buffer = NO_BYTES;
  #isPastHeader = false;
  #isComplete = false;

  /** @param readers one a column of the copy */
  constructor(readers: readonly CellReader[]) {
    this.#readers = readers;
  }

  /** Whether the end was seen: a copy without it was cut off. */
  get isComplete(): boolean {
    return this.#isComplete;
  }

  /** Rows that are complete with this piece, as positional values. @throws CopyFormatError */
  read(piece: Buffer): unknown[][] {
    const bytes = this.#rest.length === 0 ? piece : Buffer.concat([this.#rest, piece]);
    const rows: unknown[][] = [];
    let at = this.#isPastHeader ? 0 : this.#header(bytes);
    while (this.#isPastHeader && !this.#isComplete) {
      const end = this.#endOfRow(bytes, at);
      if (end < 0) break;
      if (bytes.readInt16BE(at) === END_OF_ROWS) this.#isComplete = true;
      else rows.push(this.#row(bytes, at));
      at = end;
    }
    this.#rest = bytes.subarray(at);
    return rows;
  }

  /** Answers where the rows begin. */
  #header(bytes: Buffer): number {
    if (bytes.length < HEADER_BYTES) return 0;
    if (!bytes.subarray(0, SIGNATURE.length).equals(SIGNATURE)) throw new CopyFormatError('not a binary copy');
    const start = HEADER_BYTES + bytes.readUInt32BE(HEADER_BYTES - 4);
    if (bytes.length < start) return 0;
    this.#isPastHeader = true;
    return start;
  }

  /** −1 while the row is not there as a whole. */
  #endOfRow(bytes: Buffer, start: number): number {
    if (start + 2 > bytes.length) return -1;
    const fields = bytes.readInt16BE(start);
    if (fields !== END_OF_ROWS && fields !== this.#readers.length) {
      throw new CopyFormatError(`${fields} columns instead of ${this.#readers.length}`);
    }
    let at = start + 2;
    for (let field = 0; field < fields; field += 1) {
      if (at + 4 > bytes.length) return -1;
      at += 4 + Math.max(bytes.readInt32BE(at), 0);
    }
    return at <= bytes.length ? at : -1;
  }

  #row(bytes: Buffer, start: number): unknown[] {
    const readers = this.#readers;
    const row: unknown[] = new Array(readers.length);
    let at = start + 2;
    for (let field = 0; field < readers.length; field += 1) {
      const reader = readers[field] as CellReader;
      const length = bytes.readInt32BE(at);
      at += 4;
      if (length === NULL_LENGTH) row[field] = reader.onNull;
      else {
        row[field] = reader.read(bytes, at, at + length);
        at += length;
      }
    }
    return row;
  }
}
