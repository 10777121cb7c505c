import { changeSubject } from '../jetstream/subjects.ts';
import type { Change, ChangeSink, ChangeTransaction, SourcePosition, SourceReport } from '../replication/change.ts';
import { Turnstile } from '../turnstile.ts';
import type { CommitPoint } from '../wire/commit-point.ts';
import { encodePart, type Part } from '../wire/part.ts';
import type { FeedState } from './feed-state.ts';
import { type OpenTransaction, PartMaker } from './part-maker.ts';
import type { TransactionSplitter } from './split-transaction.ts';
import type { StreamPublisher } from './stream-publisher.ts';

export interface RelaySinkOptions {
  readonly publisher: StreamPublisher;
  readonly splitter: TransactionSplitter;
  /** Null for a stream that holds nothing to go on from: then the source has to begin anew. */
  readonly state: FeedState | null;
  /** Names a new history. */
  readonly nameFeed: () => string;
  /** Differs for every sink that there ever was. */
  readonly session: string;
  readonly orderOf: (position: SourcePosition) => string;
  readonly now: () => number;
  readonly onReport: (report: Partial<SourceReport>) => void;
}

/** Where the stream stands. */
export interface Mark extends FeedState {
  readonly sequence: number;
}

/** How far all streets are known: everything that the source committed up to `atMs` is stored at or before `sequence`. */
export interface Beat {
  readonly feed: string;
  readonly sequence: number;
  readonly atMs: number;
}

interface Opened {
  readonly transaction: OpenTransaction;
  readonly leave: () => void;
}

interface Sender {
  readonly maker: PartMaker;
  at: CommitPoint;
  /** Whether a message of the stream says so: only then may it be acknowledged upstream. */
  isStored: boolean;
}

/** Puts what a source of the whole city says into the stream, street by street. A snapshot means that a new history begins; its rows go nowhere. */
export class RelaySink implements ChangeSink {
  readonly #options: RelaySinkOptions;
  readonly #turns = new Turnstile();
  #sender: Sender | null = null;
  #open: Opened | null = null;
  #heard: Beat | null = null;
  #beat: Beat | null = null;

  constructor(options: RelaySinkOptions) {
    this.#options = options;
    const { state, session } = options;
    if (state !== null) this.#sender = { maker: new PartMaker(state.feed, session), at: state.at, isStored: true };
  }

  /** The last thing known for all streets; null before the source was first heard. */
  get beat(): Beat | null {
    if (this.#heard !== null && this.#heard.sequence <= this.#options.publisher.stored) this.#beat = this.#heard;
    return this.#beat;
  }

  /** Null while the stream has no history. */
  get state(): FeedState | null {
    return this.#sender === null ? null : { feed: this.#sender.maker.feed, at: this.#sender.at };
  }

  async beginSnapshot(position: SourcePosition): Promise<void> {
    const { session, nameFeed, orderOf, now, splitter } = this.#options;
    const at = { position, order: orderOf(position), committedAtMs: now() };
    await this.#turns.run(async () => {
      this.#sender = { maker: new PartMaker(nameFeed(), session), at, isStored: false };
      // Every street has to hear of it, also one in which nothing happens for days.
      for (const street of splitter.streets) await this.#send(this.#sender.maker.mark(street, at));
      this.#sender.isStored = true;
    });
  }

  async snapshotChunk(): Promise<void> {}

  async endSnapshot(): Promise<void> {}

  async transaction({ position, committedAtMs, changes }: ChangeTransaction): Promise<void> {
    const at = this.#pointOf(position, committedAtMs);
    await this.#turns.run(async () => {
      const sender = this.#current();
      // Upstream sends again what it does not know to be stored.
      if (at.order <= sender.at.order) return;
      const parts = sender.maker.whole(this.#options.splitter.split(changes), at, sender.at);
      for (const part of parts) await this.#send(part);
      sender.at = at;
      sender.isStored = parts.length > 0;
    });
  }

  async beginTransaction(): Promise<void> {
    const leave = await this.#turns.enter();
    this.#open = { transaction: this.#current().maker.begin(), leave };
  }

  async part(changes: readonly Change[]): Promise<void> {
    const { transaction } = this.#opened();
    const { maker, at } = this.#current();
    for (const portion of this.#options.splitter.split(changes)) {
      for (const part of maker.portion(transaction, portion, at)) await this.#send(part);
    }
  }

  async commit(position: SourcePosition, committedAtMs: number): Promise<void> {
    const at = this.#pointOf(position, committedAtMs);
    const { at: last } = this.#current();
    if (at.order > last.order) await this.#end('last', at);
    else await this.#end('abandoned', last);
  }

  async rollback(): Promise<void> {
    await this.#end('abandoned', this.#current().at);
  }

  /** Where nothing for any street came since, the stream is told: what it does not say cannot be gone on from. */
  async durable(): Promise<SourcePosition | null> {
    const sender = this.#sender;
    if (sender === null) return null;
    const position = await this.#turns.run(async () => {
      if (!sender.isStored) await this.#send(sender.maker.mark(this.#options.splitter.streets[0] ?? '', sender.at));
      sender.isStored = true;
      return sender.at.position;
    });
    await this.#options.publisher.settle();
    return position;
  }

  heartbeat(atMs: number): void {
    if (this.#sender === null) return;
    this.#heard = { feed: this.#sender.maker.feed, sequence: this.#options.publisher.sent, atMs };
  }

  report(report: Partial<SourceReport>): void {
    this.#options.onReport(report);
  }

  /** Stores where the stream stands under a street, so that whoever reads that street finds the place again. */
  async mark(street: string): Promise<Mark> {
    const { publisher } = this.#options;
    const mark = await this.#turns.run(async () => {
      const { maker, at } = this.#current();
      await this.#send(maker.mark(street, at));
      return { feed: maker.feed, at, sequence: publisher.sent };
    });
    await publisher.settle();
    return mark;
  }

  async #end(ending: 'last' | 'abandoned', at: CommitPoint): Promise<void> {
    const { transaction, leave } = this.#opened();
    const sender = this.#current();
    this.#open = null;
    try {
      const parts = sender.maker.end(transaction, ending, at, sender.at);
      for (const part of parts) await this.#send(part);
      if (ending === 'last') {
        sender.at = at;
        sender.isStored = parts.length > 0;
      }
    } finally {
      leave();
    }
  }

  async #send(part: Part): Promise<void> {
    await this.#options.publisher.publish(changeSubject(part.street, part.table), encodePart(part));
  }

  #pointOf(position: SourcePosition, committedAtMs: number): CommitPoint {
    return { position, order: this.#options.orderOf(position), committedAtMs };
  }

  #current(): Sender {
    if (this.#sender === null) throw new Error('the source went on although the stream has no history');
    return this.#sender;
  }

  #opened(): Opened {
    if (this.#open === null) throw new Error('no transaction was begun');
    return this.#open;
  }
}
