import { HOUR_MS } from '../../../../shared/domain/time.ts';
import type { Change, ChangeTransaction } from '../../replication/change.ts';
import { Moments } from './moments.ts';
import type { Simulation } from './simulation.ts';

/** Changes that happened up to and including a moment. */
type SimulatedTransaction = Pick<ChangeTransaction, 'committedAtMs' | 'changes'>;

/** No transaction has more, unless more than that happens in one millisecond. */
const CHANGES_A_TRANSACTION = 500;
/** Records are gathered for so long ahead. */
const WINDOW_MS = HOUR_MS;
/** From this gap on, positions in between are left out and only where everybody is now is sent. */
const CATCH_UP_MS = 10 * 60_000;

/** Hands out what happens in the simulated city, in order of time, as the clock moves on. */
export class ChangeStream {
  readonly #simulation: Simulation;
  #atMs: number;
  #knowsPositions: boolean;
  #ahead: { readonly moments: Moments; readonly toMs: number };

  /** @param knowsPositions False when the replica may have stopped between two transactions: then all positions are sent once. */
  constructor(simulation: Simulation, atMs: number, knowsPositions: boolean) {
    this.#simulation = simulation;
    this.#atMs = atMs;
    this.#knowsPositions = knowsPositions;
    this.#ahead = { moments: new Moments([], atMs, atMs), toMs: atMs };
  }

  get atMs(): number {
    return this.#atMs;
  }

  /** Everything after where the stream stands, up to and including `toMs`. The stream stands there when all was taken. */
  *advance(toMs: number): Generator<SimulatedTransaction> {
    if (toMs <= this.#atMs) return;
    if (toMs - this.#atMs > CATCH_UP_MS) this.#knowsPositions = false;
    if (this.#knowsPositions) {
      yield* this.#merge(toMs, new Moments([this.#simulation.positions], this.#atMs, toMs));
    } else {
      yield* this.#merge(toMs, new Moments([], this.#atMs, toMs));
      yield* this.#allPositions(toMs);
      this.#knowsPositions = true;
    }
    this.#atMs = toMs;
  }

  /** Records and positions in one order, cut where a moment ends. */
  *#merge(toMs: number, positions: Moments): Generator<SimulatedTransaction> {
    let changes: Change[] = [];
    let committedAtMs = this.#atMs;
    for (;;) {
      const next = this.#nextRecordAt(toMs);
      const nextPosition = positions.nextAtMs;
      if (next === null && nextPosition === null) break;
      const isRecord = nextPosition === null || (next !== null && next <= nextPosition);
      const taken = isRecord ? this.#ahead.moments.take() : positions.take();
      const atMs = (isRecord ? next : nextPosition) ?? committedAtMs;
      if (atMs > committedAtMs && changes.length + taken.length > CHANGES_A_TRANSACTION) {
        yield { committedAtMs, changes };
        changes = [];
      }
      changes.push(...taken);
      committedAtMs = atMs;
    }
    if (changes.length > 0) yield { committedAtMs: toMs, changes };
  }

  /** When the next record changes, at the latest at `toMs`; looks further ahead where needed. */
  #nextRecordAt(toMs: number): number | null {
    while (this.#ahead.moments.nextAtMs === null && this.#ahead.toMs < toMs) {
      const fromMs = this.#ahead.toMs;
      this.#ahead = { moments: new Moments(this.#simulation.records, fromMs, fromMs + WINDOW_MS), toMs: fromMs + WINDOW_MS };
    }
    const next = this.#ahead.moments.nextAtMs;
    return next !== null && next <= toMs ? next : null;
  }

  *#allPositions(atMs: number): Generator<SimulatedTransaction> {
    const { positions } = this.#simulation;
    let changes: Change[] = [];
    for (const key of positions.keys) {
      const row = positions.rowAt(key, atMs);
      changes.push(row === null ? { op: 'delete', table: 'position', key } : { op: 'upsert', table: 'position', row });
      if (changes.length < CHANGES_A_TRANSACTION) continue;
      yield { committedAtMs: atMs, changes };
      changes = [];
    }
    if (changes.length > 0) yield { committedAtMs: atMs, changes };
  }
}
