import { type Change, type ChangeSink, MOST_LOGGED_CHANGES } from '../../replication/change.ts';
import { weightOf } from '../../replication/logged-weight.ts';
import type { Turnstile } from '../../turnstile.ts';
import type { Step } from '../../wire/assembler.ts';
import type { CommitPoint } from '../../wire/commit-point.ts';
import { formatPosition, type StreamPosition } from './position.ts';

/** Whole transactions that came together are applied together, up to here as weightOf counts. */
const MOST_A_GROUP = 2_000;

/** Hands transactions to the sink, several at once where several have come. What the replica has already is passed over. */
export class GroupApplier {
  readonly #sink: ChangeSink;
  readonly #turns: Turnstile;
  #position: StreamPosition;
  #changes: Change[] = [];
  #weight = 0;
  #last: { readonly at: CommitPoint; readonly position: StreamPosition } | null = null;
  #leave: (() => void) | null = null;

  /** @param turns shared with whoever else hands changes to the sink */
  constructor(sink: ChangeSink, turns: Turnstile, position: StreamPosition) {
    this.#sink = sink;
    this.#turns = turns;
    this.#position = position;
  }

  /** Of everything that was taken, applied or not. */
  get position(): StreamPosition {
    return this.#last?.position ?? this.#position;
  }

  /** @param sequence of the message that the step ends with */
  async take(step: Step, sequence: number): Promise<void> {
    switch (step.kind) {
      case 'transaction':
        return this.#add(step.changes, step.at, sequence);
      case 'begin':
        await this.flush();
        this.#leave = await this.#turns.enter();
        return this.#sink.beginTransaction();
      case 'part':
        return this.#sink.part(step.changes);
      case 'commit':
        return this.#commit(step.at, sequence);
      case 'rollback':
        await this.#sink.rollback();
        this.#free();
    }
  }

  /** Applies what was gathered. */
  async flush(): Promise<void> {
    const last = this.#last;
    if (last === null) return;
    const changes = this.#changes;
    this.#changes = [];
    this.#weight = 0;
    this.#last = null;
    const { committedAtMs } = last.at;
    await this.#turns.run(async () => {
      await this.#sink.transaction({ position: formatPosition(last.position), committedAtMs, changes });
      this.#position = last.position;
    });
  }

  /** Applies what does not come by the stream, between two of its transactions; the replica stays where it stands. */
  async applyBeside(changes: readonly Change[], committedAtMs: number): Promise<void> {
    await this.#turns.run(() => this.#sink.transaction({ position: formatPosition(this.#position), committedAtMs, changes }));
  }

  /** Gives up what is under way; the sink rolls it back when the run ends. */
  abandon(): void {
    this.#free();
  }

  async #add(changes: readonly Change[], at: CommitPoint, sequence: number): Promise<void> {
    const { feed, order } = this.position;
    // A mark repeats the order of the last transaction, and moves the place in the stream along.
    if (at.order < order || (at.order === order && changes.length > 0)) return;
    const weight = weightOf(changes);
    // Together they would be too large for the log, each of them is not.
    if (this.#weight > 0 && this.#weight + weight > MOST_LOGGED_CHANGES) await this.flush();
    this.#last = { at, position: { feed, sequence, order: at.order } };
    for (const change of changes) this.#changes.push(change);
    this.#weight += weight;
    if (this.#weight >= MOST_A_GROUP) await this.flush();
  }

  async #commit(at: CommitPoint, sequence: number): Promise<void> {
    if (at.order <= this.#position.order) await this.#sink.rollback();
    else {
      const position = { feed: this.#position.feed, sequence, order: at.order };
      await this.#sink.commit(formatPosition(position), at.committedAtMs);
      this.#position = position;
    }
    this.#free();
  }

  #free(): void {
    this.#leave?.();
    this.#leave = null;
  }
}
