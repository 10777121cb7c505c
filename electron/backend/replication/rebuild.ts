import type { TableProgress } from '../../../shared/contract/topics.ts';
import type { TableName } from '../../../shared/tables/index.ts';

/**
 * Why the replica is made anew: no file yet, another program version or city, another source, a file from a newer program, damage, a file of
 * another key, a plain file of a program without encryption, a source that can only go on with a snapshot, or somebody asked for it.
 */
export type RebuildReason =
  | 'missing'
  | 'spec-changed'
  | 'source-changed'
  | 'newer'
  | 'damaged'
  | 'key-changed'
  | 'unencrypted'
  | 'snapshot'
  | 'requested';

/** For the progress on screen. `rebuilding` takes turns with `showing`: what came so far is made ready to be looked at. Then phases come in this order; `ready` ends it. */
export interface RebuildProgress {
  readonly phase: 'rebuilding' | 'showing' | 'indexing' | 'counting' | 'ready';
  readonly reason: RebuildReason;
  /** The table whose rows came last; null before the first. */
  readonly table: TableName | null;
  readonly doneRows: number;
  /** Rows of all tables as far as the source knows, else of those seen so far. */
  readonly expectedRows: number;
  /** Each of them, in the order in which they come, as far as that is known. */
  readonly tables: readonly TableProgress[];
}
