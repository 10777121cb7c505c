import { randomUUID } from 'node:crypto';
import type { Logger } from 'pino';
import type { City } from '../../shared/city/city.ts';
import { CodedError } from '../../shared/contract/errors.ts';
import { HOUR_MS } from '../../shared/domain/time.ts';
import type { ServedApi } from '../../shared/rpc/served-api.ts';
import { loadCity } from './city/load-city.ts';
import type { Clock } from './clock.ts';
import { DatabaseError } from './db/database-error.ts';
import { type Office, openOffice } from './db/office/office.ts';
import { createHandlers } from './handlers.ts';
import { DueDayCounts } from './queries/due-day-counts.ts';
import type { QueryContext } from './queries/query-context.ts';
import { ReplicaPhases } from './replica-phase.ts';
import { openReplica, type Replica } from './replication/replica.ts';
import { createReportHandlers } from './reports/report-handlers.ts';
import type { ReportPrinter } from './reports/report-printer.ts';
import { SearchIndex } from './search/search-index.ts';
import { SourceRunner } from './source-runner.ts';
import { createSimulatedCity } from './sources/simulated-city/simulated-city.ts';
import { readStatus } from './status.ts';
import { Publisher } from './topics/publisher.ts';

/** Where changes come from. */
export interface SourceSpec {
  readonly kind: 'simulated';
  readonly preset: 'small' | 'city' | 'full';
  /** Any integer; another seed is another city life. */
  readonly seed: number;
}

export interface BackendDeps {
  /** Holds replica.db and office.db; made when missing. */
  readonly dataFolder: string;
  /** resources/city. */
  readonly cityFolder: string;
  readonly sourceSpec: SourceSpec;
  readonly clock: Clock;
  /** Null where nothing can print: then `printReport` answers `printer-unavailable`. */
  readonly printer: ReportPrinter | null;
  readonly log: Logger;
}

export interface Backend {
  readonly served: ServedApi;
  /** Ends the source and all topics and closes both databases. */
  close(): Promise<void>;
}

const SLOW_QUERY_MS = 50;
/** After the first rush of a start. */
const PREPARE_SEARCH_AFTER_MS = 5000;

const BACKUP_CHECK_MS = HOUR_MS;

/** A folder that cannot be written is the user's to repair; every other error says what it is. */
function orNotWritable<Result>(folder: string, open: () => Result): Result {
  try {
    return open();
  } catch (error) {
    const isFolder = error instanceof DatabaseError ? error.trouble === 'unwritable' : error instanceof Error && 'syscall' in error;
    if (!isFolder) throw error;
    throw new CodedError('output-not-writable', 'the data folder cannot be written', { path: folder }, { cause: error });
  }
}

interface Databases {
  readonly office: Office;
  readonly replica: Replica;
}

function openDatabases({ dataFolder, clock, log }: BackendDeps, city: City, sourceId: string, phases: ReplicaPhases): Databases {
  const office = openOffice({ folder: dataFolder, nowMs: clock.now() });
  try {
    const replica = openReplica({
      folder: dataFolder,
      sourceId,
      city,
      now: () => clock.now(),
      onRebuild: (progress) => phases.rebuilt(progress),
      slowQueryMs: SLOW_QUERY_MS,
      onSlowQuery: ({ statement, durationMs }) => log.warn({ statement, durationMs: Math.round(durationMs) }, 'slow query'),
    });
    return { office, replica };
  } catch (error) {
    office.close();
    throw error;
  }
}

/** Whether the replica holds a complete snapshot; topics and counts follow what is applied to it. Answers how to ask. */
function followReplica(replica: Replica, { dueDays }: QueryContext, topics: Publisher): () => void {
  let isReady = replica.cursor() !== null;
  if (isReady) topics.open();
  replica.observe((applied) => {
    if (applied.replaced) isReady = replica.cursor() !== null;
    if (!isReady) topics.shut();
    dueDays.touch(applied);
    topics.touch(applied);
    if (isReady) topics.open();
  });
  return () => {
    if (!isReady) throw new CodedError('replica-not-ready', 'the replica holds no complete snapshot yet');
  };
}

/** Copies office.db on every new day of a run that lasts for weeks, and looks often: a computer may sleep. Answers the function that ends it. */
function backUpDaily(office: Office, clock: Clock, log: Logger): () => void {
  let cancel = (): void => undefined;
  const waitForNext = (): void => {
    cancel = clock.after(BACKUP_CHECK_MS, () => {
      try {
        office.backUp(clock.now());
      } catch (error) {
        log.error({ err: error }, 'backup failed');
      }
      waitForNext();
    });
  };
  waitForNext();
  return () => cancel();
}

/**
 * Puts the command center together. Resolves before the replica is filled, so that a window can show how far that is.
 * @throws CodedError `office-newer`, `office-damaged`, `disk-full`, `output-not-writable`; CityFileError
 */
export async function createBackend(deps: BackendDeps): Promise<Backend> {
  const { dataFolder, cityFolder, sourceSpec, clock, printer, log } = deps;
  const city = await loadCity(cityFolder);
  const source = createSimulatedCity({ city, preset: sourceSpec.preset, seed: sourceSpec.seed, clock });
  const phases = new ReplicaPhases(clock);
  const { office, replica } = orNotWritable(dataFolder, () => openDatabases(deps, city, source.id, phases));
  const context: QueryContext = { db: replica.read, city, clock, dueDays: new DueDayCounts(replica.read, city) };
  const topics = new Publisher({
    context,
    readStatus: () => readStatus(replica, phases.current, clock),
    onFailed: (topic, error) => log.error({ err: error, topic }, 'topic failed'),
  });
  phases.observe(() => topics.statusChanged());
  const assertReady = followReplica(replica, context, topics);
  const searchIndex = new SearchIndex(city);
  const cancelPreparing = clock.after(PREPARE_SEARCH_AFTER_MS, () => void searchIndex.prepare());
  const endBackups = backUpDaily(office, clock, log);
  const runner = new SourceRunner({ source, replica, phases, clock, log });
  runner.start();
  const reports = createReportHandlers({ read: replica.read, city, office, clock, printer });
  const handlers = createHandlers({ context, searchIndex, office, reports, sourceId: source.id, isSimulated: true, assertReady });
  const onInternalError = (call: string, error: unknown): void => log.error({ err: error, call }, 'call failed');
  return {
    served: { handlers, topics, epoch: randomUUID(), onInternalError },
    close: async () => {
      cancelPreparing();
      endBackups();
      await runner.stop();
      topics.close();
      replica.close();
      office.close();
    },
  };
}
