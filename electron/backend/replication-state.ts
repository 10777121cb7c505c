import type { MachineTroubleCode, SourceStatus, SourceTrouble } from '../../shared/contract/source-status.ts';
import type { ReplicaPhase } from '../../shared/contract/topics.ts';
import type { Clock } from './clock.ts';
import { DatabaseError, type DatabaseTrouble } from './db/database-error.ts';
import { errorCodeOf } from './files/system-error.ts';
import { RateMeter } from './rate-meter.ts';
import { type ChangeSource, type SourceDescription, SourceFailedError, type SourceReport } from './replication/change.ts';
import type { RebuildProgress, RebuildReason } from './replication/rebuild.ts';

type LoadingReason = Extract<ReplicaPhase, { phase: 'loading' }>['reason'];

/** How the replication goes, as the status topic shows it. */
export interface ReplicationStatus {
  readonly phase: ReplicaPhase;
  readonly source: SourceStatus;
}

const LOADING_REASONS: { readonly [Reason in RebuildReason]: LoadingReason } = {
  missing: 'first-run',
  'spec-changed': 'spec-changed',
  newer: 'spec-changed',
  'source-changed': 'requested',
  damaged: 'damaged',
  'key-changed': 'key-changed',
  unencrypted: 'unencrypted',
  snapshot: 'source-behind',
  requested: 'requested',
};

/** A replica that stands no further behind its source's clock is live. */
const LIVE_LAG_MS = 10_000;
/** Numbers that change all the time are told so often. */
const TELL_NUMBERS_MS = 500;

const NOTHING_REPORTED: SourceReport = {
  trouble: null,
  warnings: [],
  lagMs: null,
  backlogRows: null,
  backlogBytes: null,
  slot: '',
  unknownCodes: 0,
};

/** Why the source does not run. */
interface Failure {
  /** Of the source; null when this machine is why: then `code` says what. */
  readonly trouble: SourceTrouble | null;
  readonly code: Extract<ReplicaPhase, { phase: 'failed' }>['code'];
  readonly retryAtMs: number;
}

const MACHINE_TROUBLES: { readonly [Trouble in DatabaseTrouble]?: MachineTroubleCode } = {
  'disk-full': 'disk-full',
  unwritable: 'disk-failing',
  damaged: 'replica-damaged',
};

/** A disk that fails is not the source's fault, whoever met it. */
function diskCodeOf(error: unknown): MachineTroubleCode | null {
  const code = errorCodeOf(error);
  return code === 'disk-full' || code === 'disk-failing' ? code : null;
}

function failureOf(error: unknown, retryAtMs: number): Failure {
  if (error instanceof DatabaseError) return { trouble: null, code: MACHINE_TROUBLES[error.trouble] ?? 'source-failed', retryAtMs };
  const code = diskCodeOf(error);
  if (code !== null) return { trouble: null, code, retryAtMs };
  const ofSource = error instanceof SourceFailedError ? error.trouble : { code: 'source-failed' as const, details: {} };
  return { trouble: ofSource, code: 'source-failed', retryAtMs };
}

/** What is known of the replication while it runs: one state, which screens see as the replica's phase and the source's status. */
export class ReplicationState {
  readonly #description: SourceDescription & Pick<SourceStatus, 'repeatsRows'>;
  readonly #clock: Clock;
  readonly #rate: RateMeter;
  #activity: 'starting' | 'connecting' | 'catching-up' | 'live' = 'starting';
  #rebuild: RebuildProgress | null = null;
  #rebuildStartedAtMs = 0;
  #failure: Failure | null = null;
  #isTrying = false;
  #report = NOTHING_REPORTED;
  #stoodAtMs: number | null = null;
  #heardAtMs: number | null = null;
  #offlineSinceMs: number | null = null;
  #onChanged: () => void = () => undefined;
  #cancelTelling: (() => void) | null = null;

  constructor({ description, fetchRows }: Pick<ChangeSource, 'description' | 'fetchRows'>, clock: Clock) {
    this.#description = { ...description, repeatsRows: fetchRows !== undefined };
    this.#clock = clock;
    this.#rate = new RateMeter(clock);
  }

  /** Called with every change from now on. */
  observe(onChanged: () => void): void {
    this.#onChanged = onChanged;
  }

  get status(): ReplicationStatus {
    return { phase: this.#phase(), source: this.#source() };
  }

  /** The replica was opened where its source left it at these moments. */
  opened(committedAtMs: number, heardAtMs: number): void {
    this.#stoodAtMs = committedAtMs;
    this.#heardAtMs = heardAtMs;
  }

  rebuilt(progress: RebuildProgress): void {
    if (progress.doneRows === 0) this.#rebuildStartedAtMs = this.#clock.now();
    this.#rebuild = progress.phase === 'ready' ? null : progress;
    if (progress.phase === 'ready') this.#activity = 'catching-up';
    this.#changed();
  }

  /** The source is started; a failure before counts until it is heard. */
  starts(): void {
    this.#isTrying = true;
    this.#activity = 'connecting';
    this.#changed();
  }

  /** The source sent something, whatever it is. */
  hears(): void {
    this.#heardAtMs = this.#clock.now();
    const hadTrouble = this.#failure !== null || this.#offlineSinceMs !== null;
    this.#failure = null;
    this.#offlineSinceMs = null;
    if (this.#activity === 'connecting') this.#activity = 'catching-up';
    if (hadTrouble) this.#changed();
  }

  applied(rows: number): void {
    this.#rate.add(rows);
    this.#tellSoon();
  }

  /** The replica holds everything up to this moment. */
  standsAt(atMs: number): void {
    this.hears();
    this.#stoodAtMs = atMs;
    const activity = (this.#report.lagMs ?? this.#clock.now() - atMs) <= LIVE_LAG_MS ? 'live' : 'catching-up';
    if (activity === this.#activity) return this.#tellSoon();
    this.#activity = activity;
    this.#changed();
  }

  reported(report: Partial<SourceReport>): void {
    const before = this.#report;
    this.#report = { ...before, ...report };
    if (this.#report.trouble !== null) this.#offlineSinceMs ??= this.#heardAtMs ?? this.#clock.now();
    if (this.#report.trouble !== before.trouble || this.#report.warnings !== before.warnings) this.#changed();
    else this.#tellSoon();
  }

  failed(error: unknown, retryAtMs: number): void {
    this.#isTrying = false;
    this.#activity = 'connecting';
    this.#report = { ...this.#report, trouble: null };
    this.#failure = failureOf(error, retryAtMs);
    this.#offlineSinceMs ??= this.#heardAtMs ?? this.#clock.now();
    this.#changed();
  }

  /** Tells no more by itself. */
  close(): void {
    this.#cancelTelling?.();
    this.#onChanged = () => undefined;
  }

  /** A replica that holds a snapshot is not failed while its source is: it waits. */
  #phase(): ReplicaPhase {
    const failure = this.#failure;
    const rebuild = this.#rebuild;
    const isEmpty = rebuild !== null && rebuild.reason !== 'snapshot' && rebuild.reason !== 'requested';
    if (failure !== null && (isEmpty || failure.trouble === null)) {
      return { phase: 'failed', code: failure.code, retryAtMs: failure.retryAtMs };
    }
    if (rebuild === null) return { phase: this.#activity === 'connecting' ? 'catching-up' : this.#activity };
    const { phase, reason, table, tables, doneRows, expectedRows } = rebuild;
    if (phase !== 'rebuilding' && phase !== 'showing') return { phase: 'indexing' };
    const facts = { reason: LOADING_REASONS[reason], table: table ?? '', tables, doneRows, expectedRows };
    return { phase: 'loading', ...facts, isCounting: phase === 'showing', startedAtMs: this.#rebuildStartedAtMs };
  }

  #source(): SourceStatus {
    const { warnings, backlogRows, backlogBytes, slot, unknownCodes } = this.#report;
    const lagMs = this.#report.lagMs ?? (this.#stoodAtMs === null ? null : Math.max(0, this.#clock.now() - this.#stoodAtMs));
    return {
      ...this.#description,
      state: this.#sourceState(),
      offlineSinceMs: this.#offlineSinceMs,
      trouble: this.#failure?.trouble ?? this.#report.trouble,
      warnings,
      lagMs,
      backlogRows,
      backlogBytes,
      rowsPerSecond: this.#rate.perSecond(),
      slot,
      unknownCodes,
      retryAtMs: this.#isTrying ? null : (this.#failure?.retryAtMs ?? null),
    };
  }

  #sourceState(): SourceStatus['state'] {
    if (this.#failure !== null) return this.#failure.trouble === null ? 'stopped' : 'offline';
    if (this.#report.trouble !== null) return 'offline';
    if (this.#activity === 'starting' || this.#activity === 'connecting') return 'connecting';
    return this.#rebuild === null ? this.#activity : 'snapshot';
  }

  #changed(): void {
    this.#cancelTelling?.();
    this.#cancelTelling = null;
    this.#onChanged();
    // A rate falls although nothing happens.
    if (this.#rate.perSecond() > 0) this.#tellSoon();
  }

  #tellSoon(): void {
    this.#cancelTelling ??= this.#clock.after(TELL_NUMBERS_MS, () => this.#changed());
  }
}
