import type { CoverageColumns } from '../../../shared/contract/topics.ts';
import { addRows, emptyColumns } from '../topics/coverage-grids.ts';
import { eachTurn, STANDING, STANDINGS, type TaskTimes } from './task-life.ts';

/** Turns of the tasks of one place or of many, those of a place in order of time. 10 bytes a turn. */
interface Turns {
  readonly atMs: Float64Array;
  /** from × STANDINGS + to. */
  readonly turn: Uint8Array;
  /** Which of the day's batches the task is of. */
  readonly batch: Uint8Array;
}
type SortedTurns = Turns & { readonly first: Uint32Array };

/** Gathers the turns of tasks in whatever order they are read. */
export class TurnCollector {
  readonly #place: number[] = [];
  readonly #atMs: number[] = [];
  readonly #turn: number[] = [];
  readonly #batch: number[] = [];

  add(place: number, batch: number, task: TaskTimes): void {
    eachTurn(task, (atMs, from, to) => {
      this.#place.push(place);
      this.#atMs.push(atMs);
      this.#turn.push(from * STANDINGS + to);
      this.#batch.push(batch);
    });
  }

  /** The turns of places 0 … placeCount − 1; `first[place] … first[place + 1] − 1` are those of one. */
  sorted(placeCount: number): SortedTurns {
    const first = new Uint32Array(placeCount + 1);
    for (const place of this.#place) first[place + 1] = (first[place + 1] ?? 0) + 1;
    for (let place = 0; place < placeCount; place++) first[place + 1] = (first[place + 1] ?? 0) + (first[place] ?? 0);
    const next = first.slice();
    const order = new Uint32Array(this.#place.length);
    for (const [index, place] of this.#place.entries()) {
      const end = next[place] ?? 0;
      this.#insert(order, first[place] ?? 0, end, index);
      next[place] = end + 1;
    }
    return {
      first,
      atMs: Float64Array.from(order, (index) => this.#atMs[index] ?? 0),
      turn: Uint8Array.from(order, (index) => this.#turn[index] ?? 0),
      batch: Uint8Array.from(order, (index) => this.#batch[index] ?? 0),
    };
  }

  /** Puts a turn where its time is among those of its place: they are few, and come nearly in order. */
  #insert(order: Uint32Array, from: number, end: number, index: number): void {
    const atMs = this.#atMs[index] ?? 0;
    let place = end;
    for (; place > from && (this.#atMs[order[place - 1] ?? 0] ?? 0) > atMs; place--) order[place] = order[place - 1] ?? 0;
    order[place] = index;
  }
}

/** Places whose counts are asked for, and which batches count. */
export interface CountedPart {
  readonly from: number;
  readonly to: number;
  /** 1 for a batch that counts. */
  readonly batches: Uint8Array;
}

/**
 * The lives of all tasks of one reporting day by place, so that any moment can be counted in one pass over what happened up to then. A place
 * that is read again lies beside the others until everything is.
 */
export class PlaceLives {
  readonly #first: Uint32Array;
  readonly #all: Turns;
  readonly #reread = new Map<number, Turns>();
  readonly #counts = new Int32Array(STANDINGS);
  /** Between these anything happens at all. */
  #begunMs = Number.POSITIVE_INFINITY;
  #overMs = Number.NEGATIVE_INFINITY;
  /** How every place stood when everything had happened, with all batches; null while nobody asked. */
  #end: CoverageColumns | null = null;

  constructor(collected: TurnCollector, placeCount: number) {
    const { first, ...turns } = collected.sorted(placeCount);
    this.#first = first;
    this.#all = turns;
    this.#span(turns);
  }

  get turnCount(): number {
    return this.#all.atMs.length;
  }

  /** Takes over what one place is now. @param collected as if it were the only place, 0 */
  replace(place: number, collected: TurnCollector): void {
    const turns = collected.sorted(1);
    this.#reread.set(place, turns);
    this.#span(turns);
    this.#end = null;
  }

  /** Adds to the columns, at place − `part.from`, how every place of the part stood. Of most days nothing had happened by then, or everything. */
  addTo(columns: CoverageColumns, part: CountedPart, atMs: number): void {
    if (atMs < this.#begunMs) return;
    if (atMs >= this.#overMs && part.batches.every((counts) => counts === 1))
      addRows(columns, (this.#end ??= this.#countedEnd(part.batches)), part);
    else this.#addCounted(columns, part, atMs);
  }

  #span({ atMs }: Turns): void {
    for (const turnMs of atMs) {
      if (turnMs < this.#begunMs) this.#begunMs = turnMs;
      if (turnMs > this.#overMs) this.#overMs = turnMs;
    }
  }

  #countedEnd(batches: Uint8Array): CoverageColumns {
    const placeCount = this.#first.length - 1;
    const end = emptyColumns(placeCount);
    this.#addCounted(end, { from: 0, to: placeCount, batches }, this.#overMs);
    return end;
  }

  #addCounted(columns: CoverageColumns, part: CountedPart, atMs: number): void {
    for (let place = part.from; place < part.to; place++) {
      const reread = this.#reread.get(place);
      if (reread !== undefined) this.#count(reread, 0, reread.atMs.length, part, atMs);
      else this.#count(this.#all, this.#first[place] ?? 0, this.#first[place + 1] ?? 0, part, atMs);
      this.#write(columns, place - part.from);
    }
  }

  #count(turns: Turns, from: number, to: number, { batches }: CountedPart, untilMs: number): void {
    const counts = this.#counts.fill(0);
    const { atMs, turn, batch } = turns;
    for (let index = from; index < to; index++) {
      if ((atMs[index] ?? 0) > untilMs) break;
      if (batches[batch[index] ?? 0] !== 1) continue;
      const code = turn[index] ?? 0;
      const entered = code % STANDINGS;
      const left = (code - entered) / STANDINGS;
      counts[left] = (counts[left] ?? 0) - 1;
      counts[entered] = (counts[entered] ?? 0) + 1;
    }
  }

  #write(columns: CoverageColumns, row: number): void {
    const counts = this.#counts;
    const of = (standing: number): number => counts[standing] ?? 0;
    const listed = -of(STANDING.notListed);
    if (listed === 0) return;
    const onTime = of(STANDING.verifiedOnTime);
    const add = (column: Uint16Array, count: number): void => void (column[row] = (column[row] ?? 0) + count);
    add(columns.listed, listed);
    add(columns.verified, onTime + of(STANDING.verifiedLate));
    add(columns.verifiedOnTime, onTime);
    add(columns.unreachable, of(STANDING.unreachable) + of(STANDING.unreachableOverdue));
    add(columns.deferred, of(STANDING.deferred));
    add(columns.withdrawn, of(STANDING.withdrawn));
    add(columns.overdue, of(STANDING.openOverdue) + of(STANDING.unreachableOverdue));
  }
}
