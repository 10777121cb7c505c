import type { Database, WriteDb } from '../db/database.ts';
import { Sql } from '../db/sql.ts';
import { type ArrivalStage, COVERAGE_STAGE, readArrivals } from './arrivals.ts';
import type { SnapshotLoader } from './snapshot-loader.ts';
import { COVERAGE_TABLES } from './summaries/index.ts';

interface FirstLookOptions {
  /** The replica itself: it holds no complete snapshot. */
  readonly db: Database;
  /** Where what takes its place is made. */
  readonly path: string;
  /** Puts the file that lies there in the replica's place. */
  readonly exchange: () => Promise<void>;
  readonly onNotShown: (error: unknown) => void;
}

/** All rows of these tables, from one file into the other. */
function copyRows(from: SnapshotLoader['read'], to: WriteDb, tables: readonly string[]): void {
  for (const table of tables) {
    const rows = from.values(new Sql(`SELECT * FROM ${table}`, []));
    const [first] = rows;
    if (first === undefined) continue;
    const insert = to.prepare(`INSERT INTO ${table} VALUES (${first.map(() => '?').join(', ')})`);
    for (const row of rows) insert.run(row);
  }
}

/**
 * Shows what a first snapshot has brought so far to whoever has nothing else to look at: the small tables as a file that takes the empty one's place,
 * the coverage as counts that are written into it. Answers whether it did; what keeps it from being shown is no reason to stop.
 */
export async function showFirstLook(loader: SnapshotLoader, stage: ArrivalStage, options: FirstLookOptions): Promise<boolean> {
  const { db, path, exchange, onNotShown } = options;
  try {
    if (stage === COVERAGE_STAGE) {
      if (readArrivals(db).length === 0) return false;
      db.transaction(() => copyRows(loader.read, db, COVERAGE_TABLES));
      loader.arrive(db, stage);
    } else {
      loader.copyTo(path, stage);
      await exchange();
    }
    return true;
  } catch (error) {
    onNotShown(error);
    return false;
  }
}
