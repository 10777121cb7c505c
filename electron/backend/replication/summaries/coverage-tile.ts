import { COUNT_AT, COUNTS_A_GRID } from './coverage-counts.ts';

/**
 * The counts of sixteen neighbouring grids (a block) as one value: the bytes a count takes, sixteen bits for the grids that have tasks, and the
 * counts of those, little-endian, grid after grid. Rows of single grids are several times as large, mostly their headers, so that a transaction
 * wrote more pages; and all grids are read as some eight hundred values instead of a hundred thousand.
 */
const GRIDS_A_TILE = 16;
const BLOCK_BITS = 4;
const CELLS = GRIDS_A_TILE * COUNTS_A_GRID;

export function blockOf(grid: number): number {
  return grid >> BLOCK_BITS;
}

export function firstGridOf(block: number): number {
  return block << BLOCK_BITS;
}

/** Where the counts of a grid begin in its tile. */
export function offsetInTile(grid: number): number {
  return (grid & (GRIDS_A_TILE - 1)) * COUNTS_A_GRID;
}

export function emptyTile(): Int32Array {
  return new Int32Array(CELLS);
}

type Width = 1 | 2 | 4;

const HEADER_BYTES = 3;

/** The grids that have tasks, a bit each. */
function presentIn(counts: Int32Array): number {
  let present = 0;
  for (let grid = 0; grid < GRIDS_A_TILE; grid += 1) if (counts[grid * COUNTS_A_GRID + COUNT_AT.listed] !== 0) present |= 1 << grid;
  return present;
}

function widthOf(counts: Int32Array): Width {
  let bits = 0;
  for (let index = 0; index < CELLS; index += 1) bits |= counts[index] ?? 0;
  // A negative count, which no exact summary has, sets the highest bit.
  return bits >>> 0 < 0x100 ? 1 : bits >>> 0 < 0x1_0000 ? 2 : 4;
}

/** Null when there are no tasks. */
export function encodeTile(counts: Int32Array): Uint8Array | null {
  const present = presentIn(counts);
  if (present === 0) return null;
  const width = widthOf(counts);
  const bytes = new Uint8Array(HEADER_BYTES + CELLS * width);
  bytes.set([width, present & 0xff, present >> 8]);
  let end = HEADER_BYTES;
  for (let grid = 0; grid < GRIDS_A_TILE; grid += 1) {
    if ((present & (1 << grid)) === 0) continue;
    for (let index = grid * COUNTS_A_GRID; index < (grid + 1) * COUNTS_A_GRID; index += 1) {
      const count = counts[index] ?? 0;
      for (let byte = 0; byte < width; byte += 1) bytes[end++] = count >> (8 * byte);
    }
  }
  return bytes.subarray(0, end);
}

function cellsOf(bytes: Uint8Array, width: 2 | 4): Int32Array {
  const view = new DataView(bytes.buffer, bytes.byteOffset + HEADER_BYTES, bytes.length - HEADER_BYTES);
  const cells = new Int32Array(view.byteLength / width);
  for (let index = 0; index < cells.length; index += 1)
    cells[index] = width === 2 ? view.getUint16(index * 2, true) : view.getInt32(index * 4, true);
  return cells;
}

/** Those of the block's grids that have tasks, 0 … 15; their counts begin at `offset`. */
export function visitTile(bytes: Uint8Array, visit: (gridInBlock: number, counts: ArrayLike<number>, offset: number) => void): void {
  const width = bytes[0];
  const counts = width === 2 || width === 4 ? cellsOf(bytes, width) : bytes;
  const present = (bytes[1] ?? 0) | ((bytes[2] ?? 0) << 8);
  let offset = counts === bytes ? HEADER_BYTES : 0;
  for (let grid = 0; grid < GRIDS_A_TILE; grid += 1) {
    if ((present & (1 << grid)) === 0) continue;
    visit(grid, counts, offset);
    offset += COUNTS_A_GRID;
  }
}

export function decodeTile(bytes: Uint8Array): Int32Array {
  const tile = emptyTile();
  visitTile(bytes, (grid, counts, offset) => {
    for (let index = 0; index < COUNTS_A_GRID; index += 1) tile[grid * COUNTS_A_GRID + index] = counts[offset + index] ?? 0;
  });
  return tile;
}
