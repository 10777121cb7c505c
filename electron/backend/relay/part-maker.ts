import type { TableName } from '../../../shared/tables/index.ts';
import type { Change } from '../replication/change.ts';
import type { CommitPoint } from '../wire/commit-point.ts';
import type { Part } from '../wire/part.ts';
import type { SplitChanges, StreetChanges } from './split-transaction.ts';

/** A transaction that is sent while it comes in. */
export interface OpenTransaction {
  readonly id: string;
  readonly streets: Set<string>;
}

/** More changes are not put into one part. */
const CHANGES_A_PART = 1_000;

interface Slice {
  readonly street: string;
  readonly table: TableName;
  readonly changes: readonly Change[];
}

function slicesOf({ street, tables }: StreetChanges): readonly Slice[] {
  return [...tables].flatMap(([table, changes]) =>
    Array.from({ length: Math.ceil(changes.length / CHANGES_A_PART) }, (_, index) => ({
      street,
      table,
      changes: changes.slice(index * CHANGES_A_PART, (index + 1) * CHANGES_A_PART),
    })),
  );
}

/** Makes the parts of transactions, in the order in which they are to be sent. */
export class PartMaker {
  readonly #feed: string;
  readonly #session: string;
  #count = 0;

  /** @param session differs for every start of a sender, so that no two attempts to send a transaction have one name */
  constructor(feed: string, session: string) {
    this.#feed = feed;
    this.#session = session;
  }

  get feed(): string {
    return this.#feed;
  }

  /** A transaction that is known to its end. */
  whole(portions: readonly SplitChanges[], at: CommitPoint, base: CommitPoint): readonly Part[] {
    const [only] = portions;
    if (only !== undefined && portions.length === 1 && only.leaving.length === 0) return this.#compact(only.rest, at, base);
    const transaction = this.begin();
    return [...portions.flatMap((portion) => this.portion(transaction, portion, base)), ...this.end(transaction, 'last', at, base)];
  }

  begin(): OpenTransaction {
    return { id: this.#nextId(), streets: new Set() };
  }

  portion({ id, streets }: OpenTransaction, { leaving, rest }: SplitChanges, base: CommitPoint): readonly Part[] {
    return [...leaving, ...rest].flatMap(slicesOf).map((slice) => {
      streets.add(slice.street);
      return { ...this.#part(id, slice, base), ending: 'open', nextStreet: null, at: null };
    });
  }

  end({ id, streets }: OpenTransaction, ending: 'last' | 'abandoned', at: CommitPoint, base: CommitPoint): readonly Part[] {
    const touched = [...streets].sort();
    return touched.map((street, index) => ({
      ...this.#part(id, { street, table: null, changes: [] }, base),
      ending,
      nextStreet: touched[index + 1] ?? null,
      at,
    }));
  }

  /** Says to a street where the source stands. */
  mark(street: string, at: CommitPoint): Part {
    return { ...this.#part('', { street, table: null, changes: [] }, at), ending: 'last', nextStreet: null, at };
  }

  #compact(streets: readonly StreetChanges[], at: CommitPoint, base: CommitPoint): readonly Part[] {
    const id = this.#nextId();
    return streets.flatMap((street, streetIndex) => {
      const slices = slicesOf(street);
      return slices.map((slice, index): Part => {
        const isLast = index === slices.length - 1;
        const nextStreet = isLast ? (streets[streetIndex + 1]?.street ?? null) : null;
        return { ...this.#part(id, slice, base), ending: isLast ? 'last' : 'open', nextStreet, at };
      });
    });
  }

  #part(transaction: string, slice: Pick<Part, 'street' | 'table' | 'changes'>, base: CommitPoint) {
    return { feed: this.#feed, transaction, ...slice, base };
  }

  #nextId(): string {
    this.#count += 1;
    return `${this.#session}.${this.#count}`;
  }
}
