import { z } from 'zod';
import { encodeFrame } from '../../../shared/rpc/binary-codec.ts';
import { TABLES, type TableName } from '../../../shared/tables/index.ts';
import type { CellValue } from '../../../shared/tables/table-spec.ts';
import { decodeRows, encodeRows, type WireRows } from '../../../shared/tables/row-codec.ts';
import type { SnapshotChunk } from '../replication/change.ts';
import { commitPoint, type CommitPoint, packPoint, unpackPoint } from './commit-point.ts';
import { readCells, readFrameAs } from './frame.ts';
import { utf8 } from './text-codec.ts';
import { WireColumns } from './wire-cells.ts';
import { FORMAT, packTable, unpackTable, wireRows, wireTable } from './wire-table.ts';

/** What a snapshot consists of, in this order; `waiting` and `failed` take its place where it cannot begin or go on. */
export type SnapshotFrame =
  | {
      readonly kind: 'begin';
      readonly feed: string;
      /** The rows are as of this commit; whatever was committed later comes by the stream. */
      readonly at: CommitPoint;
      /** Where to go on reading the stream. */
      readonly sequence: number;
    }
  | ({ readonly kind: 'rows' } & SnapshotChunk)
  | {
      readonly kind: 'end';
      /** Of all frames of rows. */
      readonly rows: number;
    }
  /** Others are served first. */
  | { readonly kind: 'waiting'; readonly ahead: number }
  /** The code of a source's trouble. */
  | { readonly kind: 'failed'; readonly code: string };

/** How messages of a snapshot are numbered, from 1; what stands outside the order has no number. */
export const NUMBER_HEADER = 'Command-Center-Number';

const beginFrame = z.tuple([z.literal(FORMAT), z.literal('begin'), z.string(), commitPoint, z.number()]);
const rowsFrame = z.tuple([z.literal(FORMAT), z.literal('rows'), wireTable, z.number(), wireRows, z.array(z.array(z.unknown()))]);
const countFrame = z.tuple([z.literal(FORMAT), z.enum(['end', 'waiting']), z.number()]);
const failedFrame = z.tuple([z.literal(FORMAT), z.literal('failed'), z.string()]);
const anyFrame = z.union([beginFrame, rowsFrame, countFrame, failedFrame]);

const COLUMNS = new Map<TableName, WireColumns>();

function columnsOf(table: TableName): WireColumns {
  const columns = COLUMNS.get(table) ?? new WireColumns(TABLES[table]);
  COLUMNS.set(table, columns);
  return columns;
}

function encodeRowsFrame({ table, rows, expectedRows }: SnapshotChunk): Uint8Array<ArrayBuffer> {
  const columns = columnsOf(table);
  const carried = rows.filter((row) => columns.carry(row));
  // Cells that typed columns cannot carry go as they are, to be set aside where they are applied.
  const plain = carried.length === rows.length ? [] : rows.filter((row) => !columns.carry(row));
  return encodeFrame([FORMAT, 'rows', packTable(table), expectedRows, encodeRows(columns.spec, carried, utf8), plain]);
}

export function encodeSnapshotFrame(frame: SnapshotFrame): Uint8Array<ArrayBuffer> {
  switch (frame.kind) {
    case 'begin':
      return encodeFrame([FORMAT, 'begin', frame.feed, packPoint(frame.at), frame.sequence]);
    case 'rows':
      return encodeRowsFrame(frame);
    case 'end':
      return encodeFrame([FORMAT, 'end', frame.rows]);
    case 'waiting':
      return encodeFrame([FORMAT, 'waiting', frame.ahead]);
    case 'failed':
      return encodeFrame([FORMAT, 'failed', frame.code]);
  }
}

function decodeRowsFrame([, , described, expectedRows, wire, plain]: z.infer<typeof rowsFrame>): SnapshotFrame {
  const table = unpackTable(described);
  const rows = readCells(table, () => decodeRows(columnsOf(table).spec, wire as WireRows, utf8));
  // What a source could not convert is checked, and set aside, where it is loaded.
  return { kind: 'rows', table, expectedRows, rows: plain.length === 0 ? rows : [...rows, ...(plain as CellValue[][])] };
}

/** @throws WireError */
export function decodeSnapshotFrame(bytes: Uint8Array<ArrayBuffer>): SnapshotFrame {
  const frame = readFrameAs(anyFrame, bytes);
  switch (frame[1]) {
    case 'begin':
      return { kind: 'begin', feed: frame[2], at: unpackPoint(frame[3]), sequence: frame[4] };
    case 'rows':
      return decodeRowsFrame(frame);
    case 'end':
      return { kind: 'end', rows: frame[2] };
    case 'waiting':
      return { kind: 'waiting', ahead: frame[2] };
    case 'failed':
      return { kind: 'failed', code: frame[2] };
  }
}
