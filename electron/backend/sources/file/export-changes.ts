import { type KeyObject, randomBytes } from 'node:crypto';
import type { Change, ChangeSink, ChangeSource, ChangeTransaction, SnapshotChunk, SourcePosition } from '../../replication/change.ts';
import type { CommitPoint } from '../../wire/commit-point.ts';
import { encodePart } from '../../wire/part.ts';
import { encodeSnapshotFrame } from '../../wire/snapshot-frames.ts';
import { FILE_SPEC, type FileHead, type VerifiedFile } from './change-file.ts';
import { ChangeFileWriter } from './write-file.ts';

export interface ExportOptions {
  readonly source: ChangeSource;
  readonly areaCode: string;
  readonly cityVersion: string;
  /** The file before, after which this one begins; null begins a chain with a snapshot. */
  readonly previous: VerifiedFile | null;
  /** Nothing that was committed later is in the file. */
  readonly untilMs: number;
  readonly path: string;
  readonly key: KeyObject;
  readonly now: () => number;
}

export interface Exported {
  readonly kind: FileHead['kind'];
  readonly number: number;
  readonly rows: number;
  readonly toMs: number;
}

const CHAIN_BYTES = 8;
const NO_ORDER = '0'.repeat(16);

/** Takes what a source sends until it has come as far as is wanted, and writes it into one file. */
class ExportSink implements ChangeSink {
  readonly #options: ExportOptions;
  readonly #done: () => void;
  #writer: ChangeFileWriter | null = null;
  #kind: FileHead['kind'] = 'changes';
  #position: SourcePosition;
  #number = 0;
  #rows = 0;
  #toMs: number;
  #isOver = false;

  constructor(options: ExportOptions, done: () => void) {
    this.#options = options;
    this.#done = done;
    this.#position = options.previous?.tail.to ?? '';
    this.#toMs = options.previous?.tail.toMs ?? 0;
  }

  async beginSnapshot(position: SourcePosition): Promise<void> {
    this.#writer?.abandon();
    this.#kind = 'snapshot';
    this.#position = position;
    this.#rows = 0;
    this.#writer = this.#open();
  }

  async snapshotChunk(chunk: SnapshotChunk): Promise<void> {
    this.#rows += chunk.rows.length;
    this.#opened().frame(encodeSnapshotFrame({ kind: 'rows', ...chunk }));
  }

  async endSnapshot(): Promise<void> {
    this.#toMs = this.#options.now();
    this.#end();
  }

  async transaction({ position, committedAtMs, changes }: ChangeTransaction): Promise<void> {
    if (this.#isOver) return;
    if (committedAtMs > this.#options.untilMs) {
      this.#toMs = this.#options.untilMs;
      this.#end();
      return;
    }
    this.#frames(changes, { position, order: NO_ORDER, committedAtMs });
    this.#position = position;
    this.#toMs = Math.max(this.#toMs, committedAtMs);
  }

  async beginTransaction(): Promise<void> {}

  /** Too large to be held: written as it comes, also where its end turns out to be later than what was asked for. */
  async part(changes: readonly Change[]): Promise<void> {
    if (!this.#isOver) this.#frames(changes, { position: '', order: NO_ORDER, committedAtMs: 0 });
  }

  async commit(position: SourcePosition, committedAtMs: number): Promise<void> {
    if (this.#isOver) return;
    this.#position = position;
    this.#toMs = Math.max(this.#toMs, committedAtMs);
  }

  /** What is written cannot be taken back. */
  async rollback(): Promise<void> {
    throw new Error('a transaction was taken back while it was written: export again');
  }

  /** Nothing is acknowledged: a file may be lost on its way, and its range be asked for again. */
  async durable(): Promise<SourcePosition | null> {
    return null;
  }

  heartbeat(atMs: number): void {
    if (this.#isOver || atMs < this.#options.untilMs) return;
    this.#toMs = Math.max(this.#toMs, this.#options.untilMs);
    this.#end();
  }

  report(): void {}

  abandon(): void {
    this.#writer?.abandon();
  }

  /** @throws Error when the source ended before it had come so far */
  finish(): Exported {
    if (!this.#isOver) throw new Error('the source ended before everything was written');
    const writer = this.#writer ?? this.#open();
    writer.finish({ to: this.#position, toMs: this.#toMs, rows: this.#rows });
    return { kind: this.#kind, number: this.#number, rows: this.#rows, toMs: this.#toMs };
  }

  #frames(changes: readonly Change[], at: CommitPoint): void {
    const { areaCode: street } = this.#options;
    this.#writer ??= this.#open();
    for (const [table, own] of Map.groupBy(changes, (change) => change.table)) {
      const part = { feed: '', transaction: '', street, table, changes: own, ending: 'last', nextStreet: null, at, base: at } as const;
      this.#writer.frame(encodePart(part));
    }
    this.#rows += changes.length;
  }

  #open(): ChangeFileWriter {
    const { areaCode, cityVersion, previous, path, key, now } = this.#options;
    this.#number = (previous?.head.number ?? 0) + 1;
    const head = {
      format: 1,
      kind: this.#kind,
      area: areaCode,
      cityVersion,
      spec: FILE_SPEC,
      chain: previous?.head.chain ?? randomBytes(CHAIN_BYTES).toString('hex'),
      number: this.#number,
      previous: previous?.digest ?? null,
      from: this.#kind === 'snapshot' ? null : (previous?.tail.to ?? null),
      exportedAtMs: now(),
    } as const;
    return new ChangeFileWriter(path, head, key);
  }

  #opened(): ChangeFileWriter {
    if (this.#writer === null) throw new Error('no snapshot was begun');
    return this.#writer;
  }

  #end(): void {
    this.#isOver = true;
    this.#done();
  }
}

/**
 * Writes what a source has since the file before, up to a moment, or all rows of the area where there is none or the source no longer has that
 * place. @throws SourceFailedError and whatever else the source ends with
 */
export async function exportChanges(options: ExportOptions, signal: AbortSignal): Promise<Exported> {
  const enough = new AbortController();
  const sink = new ExportSink(options, () => enough.abort());
  try {
    await options.source.run(options.previous?.tail.to ?? null, sink, AbortSignal.any([signal, enough.signal]));
    return sink.finish();
  } catch (error) {
    sink.abandon();
    throw error;
  } finally {
    enough.abort();
  }
}
