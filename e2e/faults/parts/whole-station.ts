import { pino } from 'pino';
import type { Clock } from '../../../electron/backend/clock.ts';
import { openDatabase } from '../../../electron/backend/db/database.ts';
import { inThisThread as copiesInThisThread } from '../../../electron/backend/db/office/backups/backup-carrier.ts';
import { TEST_KEYS, testSecurity } from '../../../electron/backend/keys/testing/test-security.ts';
import { replicaPath } from '../../../electron/backend/replication/replica-options.ts';
import { inThisThread } from '../../../electron/backend/replication/thread/testing/in-this-thread.ts';
import { type Backend, createBackend } from '../../../electron/backend/service.ts';
import { applicationFolders } from '../../../electron/hosts/application-folders.ts';
import type { Caller } from '../../../shared/contract/caller.ts';
import type { StatusSnapshot } from '../../../shared/contract/topics.ts';
import { WHOLE_CITY } from '../../../shared/domain/areas.ts';
import { type StationPlace, stationSpec } from './station-spec.ts';

export interface WholeStationOptions extends StationPlace {
  /** Holds both databases. */
  readonly folder: string;
  readonly clock: Clock;
}

/** A replica that does not get on for so long waits for ever, also on a busy machine. */
const GIVE_UP_MS = 300_000;
const CALLER: Caller = { face: 'console', user: 'operator', role: 'operator', competence: WHOLE_CITY };
const ALL = { area: WHOLE_CITY, scope: { kind: 'all' } } as const;
const { signal } = new AbortController();

/** The whole backend of a station, with both databases and everything that a console asks and follows, on a clock of the test's. */
export class WholeStation {
  readonly #backend: Backend;
  readonly #folder: string;
  readonly #watchers = new Set<() => void>();
  #status: StatusSnapshot | null = null;

  private constructor(backend: Backend, folder: string) {
    this.#backend = backend;
    this.#folder = folder;
    const { topics } = backend.served;
    topics.subscribe('status', {}, CALLER, null, ({ data }) => {
      this.#status = { ...this.#status, ...data };
      for (const look of this.#watchers) look();
    });
    topics.subscribe('coverage', { scope: { kind: 'today' } }, CALLER, null, () => undefined);
  }

  static async open(options: WholeStationOptions): Promise<WholeStation> {
    const { folder, clock } = options;
    const backend = await createBackend({
      dataFolder: folder,
      cityFolder: applicationFolders().city,
      sourceSpec: stationSpec(options),
      sourceKeeper: null,
      security: testSecurity(folder),
      replication: inThisThread(clock),
      backups: copiesInThisThread,
      onOfficeDamaged: () => undefined,
      programVersion: '',
      clock,
      printer: null,
      log: pino({ enabled: false }),
    });
    return new WholeStation(backend, folder);
  }

  /** What the status topic said last. */
  get status(): StatusSnapshot {
    if (this.#status === null) throw new Error('nothing was said yet');
    return this.#status;
  }

  /** Resolves when it holds; looked at whenever something is said. @throws Error when it never comes and the replica does not get on either */
  until(holds: (status: StatusSnapshot) => boolean): Promise<void> {
    return new Promise((resolve, reject) => {
      const end = (settle: () => void): void => {
        clearTimeout(limit);
        this.#watchers.delete(look);
        settle();
      };
      const giveUp = (): void => end(() => reject(new Error(`it never came: ${JSON.stringify({ ...this.#status, batches: [] })}`)));
      let limit = setTimeout(giveUp, GIVE_UP_MS);
      let stood = '';
      const look = (): void => {
        if (this.#status !== null && holds(this.#status)) return end(resolve);
        const stands = JSON.stringify([this.#status?.replica, this.#status?.position]);
        if (stands === stood) return;
        stood = stands;
        clearTimeout(limit);
        limit = setTimeout(giveUp, GIVE_UP_MS);
      };
      this.#watchers.add(look);
      look();
    });
  }

  /** Resolves when this batch is on screen, and the source is live. */
  has(batch: number): Promise<void> {
    return this.until(({ batches, replica }) => replica.phase === 'live' && batches.some(({ id }) => id === batch));
  }

  /** What somebody at the console does: looks at the counts and at a page of tasks. Answers of both what does not change by time alone, as text. */
  async work(): Promise<string> {
    const { handlers } = this.#backend.served;
    const { listed, verified, outcomes } = await handlers.areaCounts(ALL, { caller: CALLER, signal });
    const page = await handlers.tasks(
      { ...ALL, figure: 'listed', sort: { column: 'dueAt', descending: true }, offset: 0, limit: 50 },
      { caller: CALLER, signal },
    );
    return JSON.stringify([listed, verified, outcomes, page.total, page.rows.map(({ id }) => id)]);
  }

  /** Saves a setting of the office. Answers null, or why it was refused. */
  async save(value: string): Promise<string | null> {
    try {
      await this.#backend.served.handlers.saveSetting({ key: 'faultSuite', value }, { caller: CALLER, signal });
      return null;
    } catch (error) {
      return error instanceof Error && 'code' in error ? String(error.code) : String(error);
    }
  }

  /** Somebody asks for a fresh copy. */
  async rebuild(): Promise<void> {
    await this.#backend.served.handlers.rebuildReplica({}, { caller: CALLER, signal });
  }

  /** The replica, for whoever compares it. */
  async reading<Result>(work: (read: ReturnType<typeof openDatabase>) => Promise<Result>): Promise<Result> {
    const path = replicaPath(this.#folder);
    const read = openDatabase(path, { role: 'replica', synchronous: 'NORMAL', readonly: true, key: TEST_KEYS.replica });
    try {
      return await work(read);
    } finally {
      read.close();
    }
  }

  close(): Promise<void> {
    return this.#backend.close();
  }
}
