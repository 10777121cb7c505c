import type { RebuildProgress, RebuildReason } from './rebuild.ts';
import type { SnapshotLoader } from './snapshot-loader.ts';

const NOTHING_LOADED = { table: null, doneRows: 0, expectedRows: 0, tables: [] } as const;

/** How far the rebuild of a replica is, told with every step. */
export class RebuildAnnouncer {
  readonly #tell: (progress: RebuildProgress) => void;
  #current: RebuildProgress | null = null;

  constructor(tell: (progress: RebuildProgress) => void) {
    this.#tell = tell;
  }

  /** The rebuild under way, or null when the replica is complete. */
  get current(): RebuildProgress | null {
    return this.#current;
  }

  /** It has to be made anew, and nothing has come yet. */
  begin(reason: RebuildReason): void {
    this.#announce({ phase: 'rebuilding', reason, ...NOTHING_LOADED });
  }

  /** A snapshot without another reason is its source's wish. */
  step(phase: RebuildProgress['phase'], { loaded }: SnapshotLoader): void {
    this.#announce({ phase, reason: this.#current?.reason ?? 'snapshot', ...loaded });
  }

  /** What was begun for the source's sake alone is void; what has to be made anew still has to be. */
  abandon(): void {
    if (this.#current?.reason === 'snapshot') this.#announce({ ...this.#current, phase: 'ready' });
  }

  #announce(progress: RebuildProgress): void {
    this.#current = progress.phase === 'ready' ? null : progress;
    this.#tell(progress);
  }
}
