import { TABLES, type TableName } from '../../../shared/tables/index.ts';
import { streetColumnOf } from '../../../shared/tables/upstream.ts';
import { type Change, MOST_LOGGED_CHANGES } from '../replication/change.ts';
import { weightOf } from '../replication/logged-weight.ts';
import type { CommitPoint } from './commit-point.ts';
import type { Part } from './part.ts';
import { WireError } from './wire-error.ts';

/** The streets that a reader is given: neighbours in the order of their codes. */
export interface ReadStreets {
  has(street: string): boolean;
  /** The one of the lowest code; what goes to all streets is taken from here. */
  readonly first: string;
}

/** What is to be done next with what came. */
export type Step =
  | { readonly kind: 'transaction'; readonly changes: readonly Change[]; readonly at: CommitPoint }
  /** A transaction too large to be held: begun, then parts, then committed or rolled back. */
  | { readonly kind: 'begin' }
  | { readonly kind: 'part'; readonly changes: readonly Change[] }
  | { readonly kind: 'commit'; readonly at: CommitPoint }
  | { readonly kind: 'rollback' };

const FOR_ALL_STREETS: ReadonlySet<TableName> = new Set(
  Object.values(TABLES)
    .filter((spec) => streetColumnOf(spec) === null)
    .map(({ name }) => name),
);

/**
 * Puts the parts of upstream transactions together, so that a reader of one or several streets sees all that is its own of a transaction at once,
 * or nothing of it.
 */
export class Assembler {
  readonly #streets: ReadStreets;
  readonly #mostHeld: number;
  #transaction = '';
  #changes: Change[] = [];
  #weight = 0;
  #isInParts = false;

  /** @param mostHeld of one transaction in memory, as weightOf counts */
  constructor(streets: ReadStreets, mostHeld = MOST_LOGGED_CHANGES) {
    this.#streets = streets;
    this.#mostHeld = mostHeld;
  }

  /** Something came of a transaction whose end has not come. */
  get isOpen(): boolean {
    return this.#isInParts || this.#changes.length > 0;
  }

  /** @throws WireError `malformed` */
  take(part: Part): readonly Step[] {
    const steps: Step[] = [];
    // Whoever sends begins again after a break: what came of the attempt before is not to be seen by anybody.
    if (part.transaction !== this.#transaction) steps.push(...this.#drop());
    this.#transaction = part.transaction;
    this.#add(part.changes.filter((change) => this.#isTaken(part.street, change)));
    if (!this.#isDone(part)) return [...steps, ...this.#spill()];
    if (part.ending === 'abandoned') return [...steps, ...this.#drop()];
    if (part.at === null) throw new WireError('malformed', part.table ?? '');
    return [...steps, ...this.#finish(part.at)];
  }

  /** What goes to every street of the city is wanted once. */
  #isTaken(street: string, change: Change): boolean {
    return street === this.#streets.first || !(change.op === 'truncate' || FOR_ALL_STREETS.has(change.table));
  }

  #isDone({ ending, nextStreet }: Part): boolean {
    return ending !== 'open' && (nextStreet === null || !this.#streets.has(nextStreet));
  }

  #spill(): readonly Step[] {
    if (this.#weight < this.#mostHeld) return [];
    const begin: readonly Step[] = this.#isInParts ? [] : [{ kind: 'begin' }];
    this.#isInParts = true;
    return [...begin, { kind: 'part', changes: this.#take() }];
  }

  #finish(at: CommitPoint): readonly Step[] {
    const changes = this.#take();
    if (!this.#isInParts) return [{ kind: 'transaction', changes, at }];
    this.#isInParts = false;
    return [...(changes.length > 0 ? [{ kind: 'part' as const, changes }] : []), { kind: 'commit', at }];
  }

  #drop(): readonly Step[] {
    const wasInParts = this.#isInParts;
    this.#isInParts = false;
    this.#take();
    return wasInParts ? [{ kind: 'rollback' }] : [];
  }

  #add(changes: readonly Change[]): void {
    this.#changes.push(...changes);
    this.#weight += weightOf(changes);
  }

  #take(): readonly Change[] {
    const changes = this.#changes;
    this.#changes = [];
    this.#weight = 0;
    return changes;
  }
}
