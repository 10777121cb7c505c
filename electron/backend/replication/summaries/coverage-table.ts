import type { PreparedStatement, WriteDb } from '../../db/database.ts';
import { blockOf, decodeTile, emptyTile, encodeTile } from './coverage-tile.ts';
import type { KeptTable } from './row-keeper.ts';

/** Tiles kept in memory, about a kilobyte each: of all tasks and three batches there are 3,100 in the whole city. */
const TILES_KEPT = 8192;

interface Tile {
  readonly batchId: number;
  readonly block: number;
  readonly counts: Int32Array;
  isStored: boolean;
  isChanged: boolean;
}

/** By block. */
type Tiles = Map<number, Tile>;

/** What stands for all tasks in place of a batch: no batch has it, since keys are safe integers. */
export const ALL_TASKS = Number.MAX_SAFE_INTEGER + 1;

/**
 * Placed tasks by batch and in all. A reporting day is the sum of its few batches, which is quickly read, and is not kept: every place in which a task
 * counts costs a small transaction a page more, and pages are what it costs.
 */
export const COVERAGE_DDL = `CREATE TABLE summary_coverage (
  batch_id INTEGER NOT NULL, block INTEGER NOT NULL, counts BLOB NOT NULL, PRIMARY KEY (batch_id, block)
) STRICT, WITHOUT ROWID;`;

/** Keeps the tiles of summary_coverage; one without tasks does not exist. */
export class CoverageTable implements KeptTable {
  readonly #db: WriteDb;
  readonly #read: PreparedStatement;
  readonly #insert: PreparedStatement;
  readonly #update: PreparedStatement;
  readonly #remove: PreparedStatement;
  readonly #batches = new Map<number, Tiles>();
  #changed: Tile[] = [];
  #kept = 0;

  constructor(db: WriteDb) {
    const where = 'WHERE batch_id = ? AND block = ?';
    this.#db = db;
    this.#read = db.prepare(`SELECT counts FROM summary_coverage ${where}`);
    this.#insert = db.prepare('INSERT INTO summary_coverage (counts, batch_id, block) VALUES (?, ?, ?)');
    this.#update = db.prepare(`UPDATE summary_coverage SET counts = ? ${where}`);
    this.#remove = db.prepare(`DELETE FROM summary_coverage ${where}`);
  }

  /** The tile of a grid, to be changed; valid until the next flush. @param batchId or ALL_TASKS */
  counts(batchId: number, grid: number): Int32Array {
    const block = blockOf(grid);
    const tile = this.#batches.get(batchId)?.get(block) ?? this.#load(batchId, block);
    if (!tile.isChanged) {
      tile.isChanged = true;
      this.#changed.push(tile);
    }
    return tile.counts;
  }

  flush(): void {
    for (const tile of this.#changed) this.#write(tile);
    this.#changed = [];
    if (this.#kept > TILES_KEPT) this.forget();
  }

  /** What is in memory is void: it was written, or rolled back. */
  forget(): void {
    this.#batches.clear();
    this.#changed = [];
    this.#kept = 0;
  }

  clear(): void {
    this.forget();
    this.#db.execute('DELETE FROM summary_coverage');
  }

  #load(batchId: number, block: number): Tile {
    const stored = this.#read.get([batchId, block])?.[0];
    const counts = stored instanceof Uint8Array ? decodeTile(stored) : emptyTile();
    const tile = { batchId, block, counts, isStored: stored !== undefined, isChanged: false };
    const tiles = this.#batches.get(batchId) ?? new Map<number, Tile>();
    this.#batches.set(batchId, tiles);
    tiles.set(block, tile);
    this.#kept += 1;
    return tile;
  }

  #write(tile: Tile): void {
    const { batchId, block } = tile;
    const bytes = encodeTile(tile.counts);
    tile.isChanged = false;
    if (bytes !== null) (tile.isStored ? this.#update : this.#insert).run([bytes, batchId, block]);
    else if (tile.isStored) this.#remove.run([batchId, block]);
    tile.isStored = bytes !== null;
  }
}
