import type { Logger } from 'pino';
import type { ErrorCode } from '../../../../../shared/contract/errors.ts';
import { MINUTE_MS } from '../../../../../shared/domain/time.ts';
import type { Clock } from '../../../clock.ts';
import { errorCodeOf } from '../../../files/system-error.ts';
import type { Office } from '../office.ts';
import type { BackupCarrier } from './backup-carrier.ts';

export interface BackupStatus {
  readonly newestAtMs: number | null;
  /** Why the latest attempt failed; null when it did not. */
  readonly trouble: ErrorCode | null;
}

/** A change is never older than this when it is in a copy, as long as copies can be made. */
const INTERVAL_MS = 5 * MINUTE_MS;
/** So often it is looked whether one is due. */
const LOOK_MS = MINUTE_MS / 4;

interface BackupKeeperDeps {
  readonly office: Office;
  readonly carrier: BackupCarrier;
  readonly clock: Clock;
  readonly log: Logger;
  readonly onChanged: () => void;
}

/** Keeps copies of office.db: one every five minutes in which something changed, and one soon after a start. */
export class BackupKeeper {
  readonly #deps: BackupKeeperDeps;
  #cancel: () => void = () => undefined;
  #running: Promise<void> = Promise.resolve();
  /** What the newest copy holds; unknown before the first of this run. */
  #copiedMark: string | null = null;
  #status: BackupStatus;

  constructor(deps: BackupKeeperDeps) {
    this.#deps = deps;
    this.#status = { newestAtMs: deps.office.backups.list()[0]?.atMs ?? null, trouble: null };
  }

  get status(): BackupStatus {
    return this.#status;
  }

  start(): void {
    this.#cancel = this.#deps.clock.after(LOOK_MS, () => {
      this.#running = this.#look().finally(() => this.start());
    });
  }

  /** Resolves when no copy is being made any more. */
  async stop(): Promise<void> {
    this.#cancel();
    await this.#running;
    this.#cancel();
  }

  async #look(): Promise<void> {
    const { office, carrier, clock, log, onChanged } = this.#deps;
    const nowMs = clock.now();
    const mark = office.changeMark();
    if (mark === this.#copiedMark || !this.#isDue(nowMs)) return;
    try {
      const backup = await carrier({ officePath: office.path, key: office.key, nowMs });
      this.#copiedMark = mark;
      this.#status = { newestAtMs: backup.atMs, trouble: null };
    } catch (error) {
      log.error({ err: error }, 'backup of office.db failed');
      this.#status = { ...this.#status, trouble: errorCodeOf(error) };
    }
    onChanged();
  }

  /** A clock that was set back must not hold copies up. */
  #isDue(nowMs: number): boolean {
    const { newestAtMs } = this.#status;
    return newestAtMs === null || newestAtMs > nowMs || nowMs - newestAtMs >= INTERVAL_MS - LOOK_MS;
  }
}
