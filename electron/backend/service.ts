import { randomUUID } from 'node:crypto';
import type { Logger } from 'pino';
import type { City } from '../../shared/city/city.ts';
import type { StatusSnapshot, TopicName } from '../../shared/contract/topics.ts';
import { type AreaRef, officeAreaOf, WHOLE_CITY } from '../../shared/domain/areas.ts';
import type { ServedApi } from '../../shared/rpc/served-api.ts';
import { loadCity } from './city/load-city.ts';
import type { Clock } from './clock.ts';
import type { BackupCarrier } from './db/office/backups/backup-carrier.ts';
import { BackupKeeper } from './db/office/backups/backup-keeper.ts';
import { type Office, openOffice } from './db/office/office.ts';
import { createHandlers } from './handlers.ts';
import { RecoveryKeyKeeper } from './keys/recovery-key-keeper.ts';
import { readOfficeSecurity, type StationSecurity } from './office-security.ts';
import { createOfficeSecurityHandlers } from './office-security-handlers.ts';
import { DueDayCounts } from './queries/due-day-counts.ts';
import type { QueryContext } from './queries/query-context.ts';
import { ReplicationRecorder } from './history/replication-recorder.ts';
import { followChanges } from './log/follow-changes.ts';
import type { ArrivedPart } from './replication/arrivals.ts';
import { orNotWritable } from './not-writable.ts';
import { createReplicationHandlers } from './replication-handlers.ts';
import type { ReplicationCarrier } from './replication/thread/carrier.ts';
import type { ReplicationSettings } from './replication/thread/messages.ts';
import type { ReplicaReader } from './replication/thread/replica-reader.ts';
import { ReplicationLink } from './replication/thread/replication-link.ts';
import { requireReportArea } from './reports/report-area.ts';
import { createReportHandlers } from './reports/report-handlers.ts';
import type { ReportPrinter } from './reports/report-printer.ts';
import { SearchIndex } from './search/search-index.ts';
import { createSourceSettingsHandlers } from './source-settings-handlers.ts';
import { FileImports } from './sources/file/file-imports.ts';
import type { SourceKeeper } from './sources/settings/source-keeper.ts';
import type { SourceSpec } from './sources/source-spec.ts';
import { StatusReader } from './status.ts';
import { Stands } from './time/stands.ts';
import { Publisher } from './topics/publisher.ts';
import { ConsultationKeeper } from './wall/consultation-keeper.ts';
import { WallSettingsStore } from './wall/wall-settings.ts';

export interface BackendDeps {
  /** Holds replica.db and office.db; made when missing. */
  readonly dataFolder: string;
  /** resources/city. */
  readonly cityFolder: string;
  readonly sourceSpec: SourceSpec;
  /** Changes what the source is; null where that cannot be. */
  readonly sourceKeeper: SourceKeeper | null;
  /** The area was set in a window, which can set another where the city no longer has it: the source says so, instead of the start failing. */
  readonly mayLackArea?: boolean;
  readonly sourceWaitMs?: ReplicationSettings['sourceWaitMs'];
  readonly security: StationSecurity;
  /** How the replication thread is run. */
  readonly replication: ReplicationCarrier;
  /** How copies of office.db are made. */
  readonly backups: BackupCarrier;
  /** office.db was found damaged while it was open: whoever started this backend starts it again, and it is restored. */
  readonly onOfficeDamaged: () => void;
  /** Of package.json, for diagnostics. */
  readonly programVersion: string;
  readonly clock: Clock;
  /** Null where nothing can print: then `printReport` answers `printer-unavailable`. */
  readonly printer: ReportPrinter | null;
  readonly log: Logger;
}

export interface Backend {
  readonly served: ServedApi;
  /** The area whose rows the source sends: nobody of this machine is competent for more. */
  readonly competence: AreaRef;
  /** Ends the source and all topics and closes both databases. */
  close(): Promise<void>;
}

/** After the first rush of a start. */
const PREPARE_SEARCH_AFTER_MS = 5000;

/** Topics that have something to tell before a first snapshot is complete. */
const TOPICS_OF: { readonly [Part in ArrivedPart]?: TopicName } = { alerts: 'alerts', workers: 'workers', coverage: 'coverage' };

/** Topics and counts follow what is applied to the replica, and rest while it holds nothing of theirs. */
function followReplica(replica: ReplicaReader, { dueDays }: QueryContext, stands: Stands, status: StatusReader, topics: Publisher): void {
  replica.observe((applied) => {
    dueDays.touch(applied);
    stands.touch(applied);
    status.touch(applied);
    topics.touch(applied);
  });
  const follow = (): void => {
    if (replica.isReady) topics.open();
    else topics.open(replica.arrivals().flatMap(({ part }) => TOPICS_OF[part] ?? []));
    topics.statusChanged();
  };
  replica.onChanged(follow);
  follow();
}

/** The office's own data first: where it refuses to open, the replica is left as it is. */
async function openDatabases(link: ReplicationLink, { dataFolder, clock, security, onOfficeDamaged }: BackendDeps): Promise<Office> {
  const options = { folder: dataFolder, key: security.keys.office, nowMs: clock.now(), onDamaged: onOfficeDamaged };
  const office = await orNotWritable(dataFolder, () => openOffice(options));
  try {
    await link.open();
    return office;
  } catch (error) {
    office.close();
    throw error;
  }
}

/** What is served once city and databases are there. */
function assemble(deps: BackendDeps, city: City, office: Office, link: ReplicationLink): Omit<Backend, 'competence'> {
  const { dataFolder, clock, printer, log, security } = deps;
  const replica = link.reader;
  const context: QueryContext = { db: replica.read, city, clock, dueDays: new DueDayCounts(replica.read, city) };
  const stands = new Stands(context);
  const status = new StatusReader(replica, clock);
  const backups = new BackupKeeper({ office, carrier: deps.backups, clock, log, onChanged: () => topics.statusChanged() });
  const readStatus = (): StatusSnapshot => ({ ...status.read(replica.status), office: readOfficeSecurity(security, office, backups) });
  const walls = {
    settings: new WallSettingsStore(office.settings, () => topics.wallSettingsChanged()),
    consultation: new ConsultationKeeper(office.settings, clock, () => topics.consultationChanged()),
  };
  const trail = followChanges(log);
  if (trail !== null) replica.observe(trail.applied);
  const topics: Publisher = new Publisher({
    context,
    readStatus,
    readWallSettings: () => walls.settings.current,
    readConsultation: () => walls.consultation.current,
    onFailed: (topic, error) => log.error({ err: error, topic }, 'topic failed'),
    onPublished: trail?.published,
  });
  followReplica(replica, context, stands, status, topics);
  const recorder = new ReplicationRecorder({ replica, clock, log, dataFolder });
  const searchIndex = new SearchIndex(city);
  const cancelPreparing = clock.after(PREPARE_SEARCH_AFTER_MS, () => void searchIndex.prepare());
  backups.start();
  const reports = createReportHandlers({ read: replica.read, city, office, clock, readStatus, printer });
  const replication = createReplicationHandlers({
    read: replica.read,
    clock,
    dataFolder,
    programVersion: deps.programVersion,
    cityVersion: city.version,
    readStatus,
    history: () => recorder.history(),
    imports: new FileImports({ spec: deps.sourceSpec, dataFolder, city, read: replica.read, cursor: () => replica.cursor() }),
    command: (command) => link.command(command),
  });
  const handlers = createHandlers({
    context,
    stands,
    searchIndex,
    office,
    reports,
    replication,
    sourceSettings: createSourceSettingsHandlers({ keeper: deps.sourceKeeper, city, clock, searchIndex }),
    security: createOfficeSecurityHandlers(new RecoveryKeyKeeper({ office, keyring: security.keyring, clock })),
    walls,
    printer,
    readStatus,
    sourceId: link.sourceId,
    isSimulated: replica.status.source.kind === 'simulated',
    assertReady: replica.assertReady,
  });
  const onInternalError = (call: string, error: unknown): void => log.error({ err: error, call }, 'call failed');
  return {
    served: { handlers, topics, epoch: randomUUID(), onInternalError },
    close: async () => {
      cancelPreparing();
      topics.close();
      walls.consultation.close();
      recorder.close();
      await Promise.all([backups.stop(), link.stop()]);
      office.close();
    },
  };
}

/**
 * The area whose rows the source sends. Where the city has none of its code nothing is sent, and the city as a whole shows what the replica holds.
 * @throws CodedError `unknown-area`
 */
function competenceOf(city: City, { sourceSpec: spec, mayLackArea = false }: BackendDeps): AreaRef {
  if (spec.kind === 'simulated' || (mayLackArea && officeAreaOf(city, spec.areaCode) === null)) return WHOLE_CITY;
  return requireReportArea(city, spec.areaCode);
}

/**
 * Puts the command center together. Resolves before the replica is filled, so that a window can show how far that is.
 * @throws CodedError `office-newer`, `office-damaged`, `disk-full`, `output-not-writable`, `unknown-area`; CityFileError
 */
export async function createBackend(deps: BackendDeps): Promise<Backend> {
  const { dataFolder, cityFolder, sourceSpec, sourceWaitMs = 0, clock, log, replication: carrier } = deps;
  const { replica, replicaKeyChanged } = deps.security.keys;
  // First of all, since a thread takes a while to load.
  const settings = { dataFolder, cityFolder, sourceSpec, sourceWaitMs, replicaKeyBytes: replica.reveal(), replicaKeyChanged };
  const link = new ReplicationLink({ settings, carrier, clock, log });
  const [city, office] = await Promise.allSettled([loadCity(cityFolder), openDatabases(link, deps)]);
  try {
    if (office.status === 'rejected') throw office.reason;
    if (city.status === 'rejected') throw city.reason;
    const competence = competenceOf(city.value, deps);
    return { ...assemble(deps, city.value, office.value, link), competence };
  } catch (error) {
    await link.stop();
    if (office.status === 'fulfilled') office.value.close();
    throw error;
  }
}
