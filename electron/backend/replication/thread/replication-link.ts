import type { Level, Logger } from 'pino';
import { type Answer, type CallError, CodedError } from '../../../../shared/contract/errors.ts';
import type { MachineTroubleCode } from '../../../../shared/contract/source-status.ts';
import type { ReplicaPhase } from '../../../../shared/contract/topics.ts';
import type { Clock } from '../../clock.ts';
import { diskTroubleOf, systemCodeOf } from '../../files/system-error.ts';
import { GrowingWait } from '../../growing-wait.ts';
import type { ReplicationStatus } from '../../replication-state.ts';
import { PendingAnswers } from '../../pending-answers.ts';
import { TouchRecorder } from '../applied.ts';
import type { CarriedReplication, ReplicationCarrier } from './carrier.ts';
import {
  type CommandAnswer,
  type FromReplication,
  type ReaderEnd,
  type ReplicationCommand,
  type ReplicationSettings,
  replicaKeyOf,
} from './messages.ts';
import { ReplicaReader } from './replica-reader.ts';
import { ThreadWatch, WATCH_LIMITS, type WatchLimits } from './thread-watch.ts';

export interface ReplicationLinkOptions {
  readonly settings: ReplicationSettings;
  readonly carrier: ReplicationCarrier;
  readonly clock: Clock;
  readonly log: Logger;
  /** When a thread that does not answer is held for hung. */
  readonly watch?: WatchLimits;
}

const SLOW_QUERY_MS = 50;

/** What ends a thread, or keeps it from opening the replica, and is a matter of this machine's disk. */
const DISK_TROUBLES: Readonly<Record<string, MachineTroubleCode>> = {
  'disk-full': 'disk-full',
  'disk-failing': 'disk-failing',
  'replica-damaged': 'replica-damaged',
  'output-not-writable': 'disk-failing',
};

/** An error of the other thread comes as a plain one: all that is left of its kind is its code, ours or the system's. */
function machineTroubleOf(error: Error): MachineTroubleCode | null {
  return DISK_TROUBLES[systemCodeOf(error)] ?? diskTroubleOf(error);
}

/** One line as the replication thread's logger writes it. */
interface LogLine {
  readonly level: Level;
  readonly msg: string;
}

function threadLost(): CodedError {
  return new CodedError('source-not-connected', 'the replication thread was lost');
}

/** It makes indexes or counts: a statement then takes as long as a table is large. */
function isAtWork(phase: ReplicaPhase): boolean {
  return phase.phase === 'indexing' || (phase.phase === 'loading' && phase.isCounting);
}

/** Keeps the replication thread running, and what it says in the reader. A thread that dies is started again; the data can be read meanwhile. */
export class ReplicationLink {
  readonly reader: ReplicaReader;
  readonly #options: ReplicationLinkOptions;
  #carried: CarriedReplication;
  #ended: Promise<void> = Promise.resolve();
  #sourceId = '';
  readonly #wait: GrowingWait;
  readonly #commands = new PendingAnswers<CommandAnswer>();
  readonly #watch: ThreadWatch;
  #isOpened = false;
  #isLost = false;
  /** It was ended because it did not answer. */
  #isHung = false;
  #isStopping = false;
  #cancelRestart: () => void = () => undefined;
  /** Between tries to open the file that lies there. */
  readonly #readWait: GrowingWait;
  #cancelReopen: () => void = () => undefined;
  /** What of this machine ended the thread, or kept it from opening the replica; null when nothing did. */
  #machineTrouble: MachineTroubleCode | null = null;
  /** Settle the first start; later ones are tried again by themselves. */
  #onOpened: () => void = () => undefined;
  #onNotOpened: (error: Error) => void = () => undefined;

  /** The thread begins to load, and opens nothing yet. */
  constructor(options: ReplicationLinkOptions) {
    const { settings, log, clock } = options;
    this.#options = options;
    this.#wait = new GrowingWait(clock);
    this.#readWait = new GrowingWait(clock);
    this.#watch = new ThreadWatch(options.watch ?? WATCH_LIMITS);
    this.reader = new ReplicaReader({
      folder: settings.dataFolder,
      key: replicaKeyOf(settings),
      slowQueryMs: SLOW_QUERY_MS,
      onSlowQuery: ({ statement, durationMs }) => log.warn({ statement, durationMs: Math.round(durationMs) }, 'slow query'),
      onDamaged: () => this.#carried.end.post({ kind: 'damaged' }),
    });
    this.#carried = this.#start();
  }

  /** The source that fills the replica; known once `open` has resolved. */
  get sourceId(): string {
    return this.#sourceId;
  }

  /** Resolves when the replica can be read, complete or empty. @throws CodedError what keeps it from being opened */
  open(): Promise<void> {
    return new Promise((resolve, reject) => {
      this.#onOpened = resolve;
      this.#onNotOpened = reject;
      this.#carried.end.post({ kind: 'open' });
    });
  }

  /** @throws CodedError as the command says; `source-not-connected` when the thread is lost meanwhile */
  command(command: ReplicationCommand): Promise<CommandAnswer> {
    return this.#commands.ask((id) => {
      if (this.#isLost) this.#commands.refuse(id, threadLost());
      else this.#carried.end.post({ kind: 'command', id, command });
    });
  }

  /** Ends the source and closes the replica. */
  async stop(): Promise<void> {
    this.#isStopping = true;
    this.#watch.stop();
    this.#cancelRestart();
    this.#cancelReopen();
    // The writer closes last: it then puts the log into the file.
    this.reader.close();
    this.#carried.end.post({ kind: 'stop' });
    await this.#ended;
  }

  #start(): CarriedReplication {
    const { carrier, settings } = this.#options;
    this.#wait.started();
    this.#isLost = false;
    const carried = carrier(settings);
    carried.end.onMessage((message) => this.#receive(message, carried));
    this.#ended = new Promise((resolve) => {
      carried.onEnded((error) => {
        resolve();
        this.#lost(error ?? new Error('the replication thread ended'));
      });
    });
    return carried;
  }

  #receive(message: FromReplication, { end }: CarriedReplication): void {
    switch (message.kind) {
      case 'opened':
        return this.#opened(message.sourceId, message.status);
      case 'failed':
        return this.#failed(message.error);
      case 'release':
        return this.#release(end);
      case 'reopen':
        return this.#reopen();
      case 'applied':
        return this.reader.applied(message.applied);
      case 'status':
        return this.reader.stands(message.status);
      case 'answered':
        return this.#answered(message.id, message.answer);
      case 'heartbeat':
        return this.reader.heard(message.atMs);
      case 'alive':
        return this.#watch.answered();
      case 'log':
        return this.#log(message.line);
    }
  }

  #opened(sourceId: string, status: ReplicationStatus): void {
    this.#sourceId = sourceId;
    this.#machineTrouble = null;
    this.reader.stands(status);
    this.#reopen();
    // What a thread that died had committed last may not have been heard of.
    if (this.#isOpened) this.reader.applied(new TouchRecorder().everything().finish('', 0));
    this.#isOpened = true;
    this.#watchOver(this.#carried);
    this.#onOpened();
  }

  /** A thread that hangs is ended, and then started again like one that died. */
  #watchOver({ end, kill }: CarriedReplication): void {
    this.#isHung = false;
    this.#watch.start(
      () => end.post({ kind: 'ask-alive' }),
      () => {
        this.#isHung = true;
        this.#options.log.error('replication thread hangs');
        this.reader.stands(this.#withoutThread(null));
        kill();
      },
      () => isAtWork(this.reader.status.phase),
    );
  }

  #release(end: ReaderEnd): void {
    this.#cancelReopen();
    try {
      this.reader.release();
    } finally {
      // Whatever becomes of it here, the thread waits for this word.
      end.post({ kind: 'released' });
    }
  }

  /** Where nothing can be opened now, nothing is read until it can: the thread makes it good, or the disk answers again. */
  #reopen(): void {
    const { clock, log } = this.#options;
    this.#cancelReopen();
    this.#readWait.started();
    try {
      this.reader.open();
    } catch (error) {
      const waitMs = this.#readWait.next();
      log.error({ err: error, waitMs }, 'replica cannot be read');
      this.#cancelReopen = clock.after(waitMs, () => this.#reopen());
    }
  }

  #failed({ code, message, details }: Required<CallError>): void {
    const error = new CodedError(code, message, details);
    this.#machineTrouble = DISK_TROUBLES[code] ?? null;
    if (!this.#isOpened) return this.#onNotOpened(error);
    this.#options.log.error({ err: error }, 'replica cannot be opened');
    this.#carried.end.post({ kind: 'stop' });
  }

  #lost(error: Error): void {
    const { clock, log } = this.#options;
    this.#watch.stop();
    if (!this.#isOpened && !this.#isStopping) log.error({ err: error }, 'replication thread did not start');
    if (!this.#isOpened) this.#onNotOpened(error);
    if (!this.#isOpened || this.#isStopping) return;
    const waitMs = this.#wait.next();
    this.#machineTrouble ??= machineTroubleOf(error);
    log.error({ err: error, waitMs }, 'replication thread lost');
    this.#isLost = true;
    this.#commands.refuseAll(threadLost());
    // It may have been lost while the file was being exchanged.
    this.#reopen();
    this.reader.stands(this.#withoutThread(clock.now() + waitMs));
    this.#cancelRestart = clock.after(waitMs, () => {
      this.#carried = this.#start();
      this.#carried.end.post({ kind: 'open' });
    });
  }

  #answered(id: number, answer: Answer<CommandAnswer>): void {
    if (answer.ok) this.#commands.answer(id, answer.value);
    else this.#commands.refuse(id, new CodedError(answer.error.code, answer.error.message, answer.error.details));
  }

  /** @param retryAtMs null while it is being ended */
  #withoutThread(retryAtMs: number | null): ReplicationStatus {
    const { source } = this.reader.status;
    const disk = this.#machineTrouble;
    const isReadable = disk === null && this.reader.isReady;
    const nextTryAtMs = retryAtMs ?? this.#options.clock.now();
    return {
      phase: isReadable ? { phase: 'catching-up' } : { phase: 'failed', code: disk ?? 'source-failed', retryAtMs: nextTryAtMs },
      source: {
        ...source,
        state: 'stopped',
        trouble: disk === null ? { code: this.#isHung ? 'source-thread-hung' : 'source-failed', details: {} } : null,
        retryAtMs,
        rowsPerSecond: 0,
        offlineSinceMs: source.offlineSinceMs ?? this.#options.clock.now(),
      },
    };
  }

  #log(line: string): void {
    const { level, msg, ...fields } = JSON.parse(line) as LogLine;
    this.#options.log[level]({ ...fields, thread: 'replication' }, msg);
  }
}
