import type { ReadDb, SqlCell, WriteDb } from '../../db/database.ts';
import { Sql, sql } from '../../db/sql.ts';
import { COVERAGE_COUNT_EXPRESSIONS } from './coverage-counts.ts';
import { ALL_TASKS } from './coverage-table.ts';
import { blockOf, emptyTile, encodeTile, offsetInTile } from './coverage-tile.ts';

/** A row of summary_coverage. */
export interface CoverageRow {
  readonly batchId: number;
  readonly block: number;
  readonly counts: Uint8Array;
}

/** By block. */
type Tiles = Map<number, Int32Array>;

const COUNTS = new Sql(COVERAGE_COUNT_EXPRESSIONS, []);

function add(tiles: Tiles, [gridCell, ...counts]: readonly SqlCell[]): void {
  const grid = Number(gridCell);
  const block = blockOf(grid);
  const tile = tiles.get(block) ?? emptyTile();
  tiles.set(block, tile);
  const offset = offsetInTile(grid);
  counts.forEach((count, index) => {
    tile[offset + index] = (tile[offset + index] ?? 0) + Number(count);
  });
}

function* rowsOf(batchId: number, tiles: Tiles): Generator<CoverageRow> {
  for (const block of [...tiles.keys()].sort((left, right) => left - right)) {
    const counts = encodeTile(tiles.get(block) ?? emptyTile());
    if (counts !== null) yield { batchId, block, counts };
  }
}

/** All of summary_coverage from the tasks, in the order of its key: its pages are then full. One batch after the other is in memory. */
export function* recountedCoverage(db: ReadDb): Generator<CoverageRow> {
  const all: Tiles = new Map();
  for (const [batch] of db.values(sql`SELECT DISTINCT batch_id FROM task ORDER BY batch_id`)) {
    const tiles: Tiles = new Map();
    const grids = db.values(
      sql`SELECT grid, ${COUNTS} FROM task WHERE batch_id = ${batch ?? null} AND placement = 0 AND grid >= 0 GROUP BY grid`,
    );
    for (const counted of grids) for (const each of [tiles, all]) add(each, counted);
    yield* rowsOf(Number(batch), tiles);
  }
  yield* rowsOf(ALL_TASKS, all);
}

/** Fills the empty table. */
export function fillCoverage(db: WriteDb): void {
  const insert = db.prepare('INSERT INTO summary_coverage (batch_id, block, counts) VALUES (?, ?, ?)');
  db.transaction(() => {
    for (const { batchId, block, counts } of recountedCoverage(db)) insert.run([batchId, block, counts]);
  });
}
