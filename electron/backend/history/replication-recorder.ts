import type { Logger } from 'pino';
import type { ReplicationHistory } from '../../../shared/contract/replication-history.ts';
import { replicationStanding } from '../../../shared/contract/replication-standing.ts';
import { MINUTE_MS } from '../../../shared/domain/time.ts';
import type { Clock } from '../clock.ts';
import { type AppliedTransaction, rowsOf } from '../replication/applied.ts';
import type { ReplicationStatus } from '../replication-state.ts';
import { type KeptHistory, readHistory, writeHistory } from './history-file.ts';
import { Incidents } from './incidents.ts';
import { MinuteSamples } from './minute-samples.ts';

/** So much of the history is lost at most when the program is killed. */
const SAVE_EVERY_MS = 5 * MINUTE_MS;

/** How the replication goes, as its reader knows it. */
export interface RecordedReplication {
  readonly status: ReplicationStatus;
  observe(observer: (applied: AppliedTransaction) => void): () => void;
  onChanged(observer: () => void): () => void;
}

export interface ReplicationRecorderOptions {
  readonly replica: RecordedReplication;
  readonly clock: Clock;
  readonly log: Logger;
  /** The history is kept here over restarts. */
  readonly dataFolder: string;
}

/**
 * Writes down how the replication goes, minute by minute, and what kept it from running. In memory, and every few minutes in a file of its own: in
 * office.db it would make a backup of that one due all the time, and replica.db is exchanged.
 */
export class ReplicationRecorder {
  readonly #options: ReplicationRecorderOptions;
  readonly #samples: MinuteSamples;
  readonly #incidents: Incidents;
  readonly #ends: readonly (() => void)[];
  #statusAtMs: number;
  #cancelMinute: () => void = () => undefined;
  #savedAtMs: number;

  constructor(options: ReplicationRecorderOptions) {
    const { replica, clock, dataFolder } = options;
    this.#options = options;
    const earlier = readHistory(dataFolder);
    this.#samples = new MinuteSamples(earlier.samples);
    this.#incidents = new Incidents(earlier.incidents);
    this.#incidents.close(earlier.samples.at(-1)?.atMs ?? 0);
    this.#statusAtMs = clock.now();
    this.#savedAtMs = clock.now();
    this.#ends = [replica.observe((applied) => this.#note(rowsOf(applied))), replica.onChanged(() => this.#statusChanged())];
    this.#statusChanged();
    this.#waitForMinute();
  }

  history(): ReplicationHistory {
    this.#note(0);
    return { samples: this.#samples.columns(), incidents: this.#incidents.all };
  }

  close(): void {
    this.#cancelMinute();
    for (const end of this.#ends) end();
    this.#incidents.close(this.#options.clock.now());
    this.#save();
  }

  #statusChanged(): void {
    const { replica, clock } = this.#options;
    this.#statusAtMs = clock.now();
    this.#incidents.see(replica.status, clock.now());
    this.#note(0);
  }

  #note(rows: number): void {
    const { replica, clock } = this.#options;
    const { phase, source } = replica.status;
    const nowMs = clock.now();
    const state = replicationStanding({ replica: phase, source });
    // Nothing is told while nothing comes, and the distance grows.
    const sinceMs = state === 'live' ? 0 : nowMs - this.#statusAtMs;
    const lagMs = source.lagMs === null ? null : Math.max(0, source.lagMs + sinceMs);
    this.#samples.note(nowMs, { lagMs, rows, state });
  }

  #waitForMinute(): void {
    const { clock } = this.#options;
    this.#cancelMinute = clock.after(MINUTE_MS - (clock.now() % MINUTE_MS), () => {
      this.#note(0);
      if (clock.now() - this.#savedAtMs >= SAVE_EVERY_MS) this.#save();
      this.#waitForMinute();
    });
  }

  #save(): void {
    const { clock, dataFolder, log } = this.#options;
    this.#savedAtMs = clock.now();
    const history: KeptHistory = { samples: this.#samples.all, incidents: this.#incidents.all };
    try {
      writeHistory(dataFolder, history);
    } catch (error) {
      log.warn({ err: error }, 'replication history not saved');
    }
  }
}
