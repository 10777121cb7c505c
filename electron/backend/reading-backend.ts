import { randomUUID } from 'node:crypto';
import { join } from 'node:path';
import type { City } from '../../shared/city/city.ts';
import { CodedError } from '../../shared/contract/errors.ts';
import { type AreaRef, WHOLE_CITY } from '../../shared/domain/areas.ts';
import { loadCity } from './city/load-city.ts';
import { type Database, openDatabase } from './db/database.ts';
import type { DatabaseKey } from './db/database-key.ts';
import { joinOffice } from './db/office/office.ts';
import { sql } from './db/sql.ts';
import { createHandlers } from './handlers.ts';
import type { StationKeys } from './keys/station-keys.ts';
import { createOfficeSecurityHandlers } from './office-security-handlers.ts';
import { DueDayCounts } from './queries/due-day-counts.ts';
import { readCursor } from './replication/book.ts';
import { replicaIdentity } from './replication/replica-file.ts';
import { requireReportArea } from './reports/report-area.ts';
import { createReportHandlers } from './reports/report-handlers.ts';
import { SearchIndex } from './search/search-index.ts';
import { areaCodeOfSource } from './sources/source-id.ts';
import type { ReplicationCall } from './replication-handlers.ts';
import type { CallHandlers } from '../../shared/rpc/served-api.ts';
import { createSourceSettingsHandlers } from './source-settings-handlers.ts';
import type { Backend, BackendDeps } from './service.ts';
import { Stands } from './time/stands.ts';

/** Opens the replica for reading and answers the source it is of. @throws CodedError `replica-not-ready` when it is not complete, or of another program */
function openForReading(dataFolder: string, city: City, key: DatabaseKey): { readonly db: Database; readonly sourceId: string } {
  const db = openDatabase(join(dataFolder, 'replica.db'), { role: 'replica', synchronous: 'NORMAL', readonly: true, key });
  try {
    const made = db.row<{ identity: string; sourceId: string }>(sql`SELECT identity, source_id AS sourceId FROM replica`);
    const isOurs = made !== undefined && made.identity === replicaIdentity(made.sourceId, city.version).hash;
    if (isOurs && readCursor(db) !== null) return { db, sourceId: made.sourceId };
    throw new CodedError('replica-not-ready', 'the replica is not complete, or was made by another version of the program');
  } catch (error) {
    db.close();
    throw error;
  }
}

function noReplication(): never {
  throw new CodedError('source-not-connected', 'a reading backend has no source');
}

/** The backend beside it has the replication in hand. */
const NO_REPLICATION: Pick<CallHandlers, ReplicationCall> = {
  retrySource: noReplication,
  rebuildReplica: noReplication,
  retryQuarantine: noReplication,
  previewImport: noReplication,
  receiveImport: noReplication,
  discardImport: noReplication,
  applyImport: noReplication,
  quarantine: noReplication,
  replicationHistory: noReplication,
  replicaStorage: noReplication,
  exportDiagnostics: noReplication,
};

type ReadingDeps = Pick<BackendDeps, 'dataFolder' | 'cityFolder' | 'clock' | 'printer' | 'log'> & {
  readonly keys: Pick<StationKeys, 'office' | 'replica'>;
};

/** The area that a replica of this source holds. @throws CodedError `unknown-area` */
function areaOfSource(city: City, sourceId: string): AreaRef {
  const code = areaCodeOfSource(sourceId);
  return code === null ? WHOLE_CITY : requireReportArea(city, code);
}

/**
 * A backend beside one that runs on the same folder: it answers calls from the replica as that one keeps it, and never applies a change.
 * What it freezes goes into the office database that both share. It publishes no topics.
 * @throws CodedError `replica-not-ready`, `office-newer`, `office-damaged`; DatabaseError; CityFileError
 */
export async function openReadingBackend(deps: ReadingDeps): Promise<Backend> {
  const { dataFolder, cityFolder, clock, printer, log, keys } = deps;
  const city = await loadCity(cityFolder);
  const { db, sourceId } = openForReading(dataFolder, city, keys.replica);
  const office = joinOffice(dataFolder, keys.office);
  const context = { db, city, clock, dueDays: new DueDayCounts(db, city) };
  const reports = createReportHandlers({ read: db, city, office, clock, readStatus: null, printer });
  const searchIndex = new SearchIndex(city);
  return {
    served: {
      handlers: createHandlers({
        context,
        stands: new Stands(context),
        searchIndex,
        office,
        reports,
        replication: NO_REPLICATION,
        sourceSettings: createSourceSettingsHandlers({ keeper: null, city, clock, searchIndex }),
        security: createOfficeSecurityHandlers(null),
        walls: null,
        printer,
        readStatus: null,
        sourceId,
        isSimulated: sourceId === 'simulated-city',
        assertReady: () => undefined,
      }),
      topics: {
        subscribe: (topic) => {
          throw new CodedError('unknown-topic', 'a reading backend publishes nothing', { topic });
        },
      },
      epoch: randomUUID(),
      onInternalError: (call, error) => log.error({ err: error, call }, 'call failed'),
    },
    competence: areaOfSource(city, sourceId),
    close: async () => {
      db.close();
      office.close();
    },
  };
}
