import { randomUUID } from 'node:crypto';
import type { Logger } from 'pino';
import type { City } from '../../shared/city/city.ts';
import { CodedError } from '../../shared/contract/errors.ts';
import type { ServedApi } from '../../shared/rpc/served-api.ts';
import { loadCity } from './city/load-city.ts';
import type { Clock } from './clock.ts';
import { DatabaseError } from './db/database-error.ts';
import { openOffice } from './db/office/office.ts';
import { createHandlers } from './handlers.ts';
import { DueDayCounts } from './queries/due-day-counts.ts';
import type { QueryContext } from './queries/query-context.ts';
import { ReplicaPhases } from './replica-phase.ts';
import type { ChangeSource } from './replication/change.ts';
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

function createSource({ sourceSpec: { preset, seed }, clock }: BackendDeps, city: City): ChangeSource {
  return createSimulatedCity({ city, preset, seed, clock });
}

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

function openReplicaFor({ dataFolder, clock, log }: BackendDeps, city: City, sourceId: string, phases: ReplicaPhases): Replica {
  return openReplica({
    folder: dataFolder,
    sourceId,
    city,
    now: () => clock.now(),
    onRebuild: (progress) => phases.rebuilt(progress),
    slowQueryMs: SLOW_QUERY_MS,
    onSlowQuery: ({ statement, durationMs }) => log.warn({ statement, durationMs: Math.round(durationMs) }, 'slow query'),
  });
}

/**
 * Puts the command center together. Resolves before the replica is filled, so that a window can show how far that is.
 * @throws CodedError `office-newer`, `office-damaged`, `disk-full`, `output-not-writable`; CityFileError
 */
export async function createBackend(deps: BackendDeps): Promise<Backend> {
  const { dataFolder, cityFolder, clock, printer, log } = deps;
  const city = await loadCity(cityFolder);
  const office = orNotWritable(dataFolder, () => openOffice({ folder: dataFolder, nowMs: clock.now() }));
  const source = createSource(deps, city);
  const phases = new ReplicaPhases(clock, () => publisher?.statusChanged());
  let publisher: Publisher | null = null;
  const replica = orNotWritable(dataFolder, () => openReplicaFor(deps, city, source.id, phases));
  const dueDays = new DueDayCounts(replica.read, city);
  const context: QueryContext = { db: replica.read, city, clock, dueDays };
  const topics = new Publisher({
    context,
    readStatus: () => readStatus(replica, phases.current, clock),
    onFailed: (topic, error) => log.error({ err: error, topic }, 'topic failed'),
  });
  publisher = topics;
  let isReady = replica.cursor() !== null;
  if (isReady) topics.open();
  replica.observe((applied) => {
    if (applied.replaced) isReady = replica.cursor() !== null;
    if (!isReady) topics.shut();
    dueDays.touch(applied);
    topics.touch(applied);
    if (isReady) topics.open();
  });
  const searchIndex = new SearchIndex(city);
  const cancelPreparing = clock.after(PREPARE_SEARCH_AFTER_MS, () => void searchIndex.prepare());
  const runner = new SourceRunner({ source, replica, phases, clock, log });
  runner.start();
  const reports = createReportHandlers({ read: replica.read, city, office, clock, printer });
  const assertReady = (): void => {
    if (!isReady) throw new CodedError('replica-not-ready', 'the replica holds no complete snapshot yet');
  };
  const handlers = createHandlers({ context, searchIndex, office, reports, sourceId: source.id, isSimulated: true, assertReady });
  return {
    served: {
      handlers,
      topics,
      epoch: randomUUID(),
      onInternalError: (call, error) => log.error({ err: error, call }, 'call failed'),
    },
    close: async () => {
      cancelPreparing();
      await runner.stop();
      topics.close();
      replica.close();
      office.close();
    },
  };
}
