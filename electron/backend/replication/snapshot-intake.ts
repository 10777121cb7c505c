import { join } from 'node:path';
import type { Database } from '../db/database.ts';
import type { ArrivalStage } from './arrivals.ts';
import type { SnapshotChunk, SnapshotPlan, SourcePosition } from './change.ts';
import { showFirstLook } from './first-look.ts';
import type { RebuildAnnouncer } from './rebuild-announcer.ts';
import type { ReplicaIdentity } from './replica-file.ts';
import { ReplicaError, type ReplicaOptions } from './replica-options.ts';
import { SnapshotLoader } from './snapshot-loader.ts';

/** What is made beside the replica to take its place: a snapshot, or the replica as it is after a large transaction. */
export function besidePath(folder: string): string {
  return join(folder, 'replica.loading.db');
}

/** What is made of the first rows of a snapshot, to be looked at before the rest is here. */
export function firstLookPath(folder: string): string {
  return join(folder, 'replica.first-look.db');
}

/** The replica that a snapshot is for. */
export interface SnapshotHome {
  readonly db: Database;
  readonly identity: ReplicaIdentity;
  readonly rebuild: RebuildAnnouncer;
  /** It holds no rows that could be looked at meanwhile. */
  isEmpty(): boolean;
  nowMs(): number;
  /** Puts a finished file in the replica's place; `stands` is called in the moment in which it is there. */
  takePlace(path: string, position: SourcePosition, committedAtMs: number, stands: () => void): Promise<void>;
  /** Puts the first rows there, as long as they are wanted; the replica stays one without a snapshot. */
  lendPlace(path: string, isWanted: () => boolean): Promise<void>;
  /** Whoever looks has to read everything anew. */
  tellFirstLook(): void;
}

/** Takes a snapshot into a file beside the replica: one at a time, and nothing of it is left when it is given up. */
export class SnapshotIntake {
  readonly #options: ReplicaOptions;
  readonly #home: SnapshotHome;
  #loader: SnapshotLoader | null = null;

  constructor(options: ReplicaOptions, home: SnapshotHome) {
    this.#options = options;
    this.#home = home;
  }

  get isUnderWay(): boolean {
    return this.#loader !== null;
  }

  /** What was begun before is void. */
  begin(position: SourcePosition, plan: SnapshotPlan): void {
    this.abandon();
    const { identity, rebuild } = this.#home;
    this.#loader = new SnapshotLoader({
      ...this.#options,
      path: besidePath(this.#options.folder),
      position,
      begunAtMs: this.#home.nowMs(),
      plan,
      identity,
    });
    rebuild.step('rebuilding', this.#loader);
  }

  /** @throws DatabaseError, ReplicaError; the snapshot is given up then */
  async add(chunk: SnapshotChunk): Promise<void> {
    const loader = this.#current();
    const stage = this.#home.isEmpty() ? loader.stageBefore(chunk) : null;
    try {
      if (stage !== null) await this.#showFirst(loader, stage);
      loader.load(chunk);
    } catch (error) {
      this.#giveUp(loader);
      throw error;
    }
    this.#home.rebuild.step('rebuilding', loader);
  }

  /** @throws DatabaseError, ReplicaError; the snapshot is given up then */
  async end(): Promise<void> {
    const loader = this.#current();
    const { rebuild, nowMs, takePlace } = this.#home;
    const committedAtMs = nowMs();
    try {
      await loader.finish(committedAtMs, (phase) => rebuild.step(phase, loader));
      await takePlace(loader.path, loader.position, committedAtMs, () => {
        this.#loader = null;
        rebuild.step('ready', loader);
      });
    } catch (error) {
      this.#loader = null;
      loader.abandon();
      throw error;
    }
  }

  abandon(): void {
    this.#loader?.abandon();
    this.#loader = null;
  }

  /** Whoever has no old rows to look at sees the first of the new ones. The cursor stays away: killed now, all begins anew. */
  async #showFirst(loader: SnapshotLoader, stage: ArrivalStage): Promise<void> {
    const { db, rebuild, lendPlace, tellFirstLook } = this.#home;
    const path = firstLookPath(this.#options.folder);
    rebuild.step('showing', loader);
    await loader.close(stage);
    const exchange = (): Promise<void> => lendPlace(path, () => this.#loader === loader);
    const onNotShown = this.#options.onNotShown ?? ((): void => undefined);
    const isShown = await showFirstLook(loader, stage, { db, path, exchange, onNotShown });
    if (isShown) tellFirstLook();
  }

  #giveUp(loader: SnapshotLoader): void {
    // One that is not the current any more was abandoned then, and another may lie in its place.
    if (this.#loader !== loader) return;
    this.#loader = null;
    loader.abandon();
  }

  #current(): SnapshotLoader {
    if (this.#loader === null) throw new ReplicaError('no-snapshot-begun');
    return this.#loader;
  }
}
