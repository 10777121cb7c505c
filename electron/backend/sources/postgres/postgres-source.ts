import type { City } from '../../../../shared/city/city.ts';
import { TABLE_NAMES, type TableName } from '../../../../shared/tables/index.ts';
import type { Clock } from '../../clock.ts';
import { type ChangeSink, type ChangeSource, SourceFailedError } from '../../replication/change.ts';
import { CityCodes } from './city-codes.ts';
import type { ConnectionSettings } from './connect.ts';
import { targetLabel, type PostgresTarget } from './connection-url.ts';
import { openPlatform } from './open-platform.ts';
import { PlatformRun } from './platform-run.ts';
import { parsePosition, type PostgresPosition } from './position.ts';
import { isKnownArea } from './server-checks.ts';
import { sourceIdOf } from '../source-id.ts';
import { SourceReporter } from './source-reporter.ts';
import { DEFAULT_TUNING, type PostgresTuning } from './tuning.ts';

export interface PostgresSourceOptions {
  readonly target: PostgresTarget;
  /** Code of the city, a district or a street. */
  readonly areaCode: string;
  /** Eight hexadecimal digits that tell this station's slot from those of others in the same area. */
  readonly stationId: string;
  readonly city: City;
  readonly clock: Clock;
  /** Asked for each connection; '' for none. */
  readonly readPassword: () => Promise<string>;
  readonly tuning?: Partial<PostgresTuning>;
  /** Name of the slot; made of area and station when left out. */
  readonly slot?: string;
  /** Name of the publication; that of the area when left out. */
  readonly publication?: string;
  /** Those that are replicated; every one when left out. */
  readonly tables?: readonly TableName[];
  /** False for who needs changes only: then a snapshot brings no rows and says where they begin. */
  readonly copiesRows?: boolean;
}

const ADMIN_SHUTDOWN = '57P01';

/** The server's answer to `pg_terminate_backend`, and to its own shutdown. */
function isEviction(error: unknown): boolean {
  return error instanceof SourceFailedError && error.trouble.details['reason'] === ADMIN_SHUTDOWN;
}

/**
 * The city's platform on a real PostgreSQL: an exported snapshot by COPY, then its publication's changes, exactly once. A run lasts until the line
 * breaks; whoever runs it starts it again, and it goes to the next address by itself.
 */
export function createPostgresSource(options: PostgresSourceOptions): ChangeSource {
  const { target, areaCode, stationId, city, clock, readPassword } = options;
  const tuning = { ...DEFAULT_TUNING, ...options.tuning };
  const slot = options.slot ?? `station_${areaCode}_${stationId}`;
  const copiesRows = options.copiesRows ?? true;
  const { publication = `area_${areaCode}`, tables = TABLE_NAMES } = options;
  const names = { area: areaCode, publication, slot, tables };
  const codes = new CityCodes(city);
  const settings: ConnectionSettings = { target, readPassword, applicationName: slot, ...tuning };
  /** The address that answered last is asked first. */
  let addressIndex = 0;
  /** Somebody ended our stream: whoever has the slot now is alive, and another station that believes to be this one. */
  let wasEvicted = false;
  let running: PlatformRun | null = null;

  const follow = async (cursor: PostgresPosition | null, sink: ChangeSink, signal: AbortSignal): Promise<PostgresPosition> => {
    const reporter = new SourceReporter({ sink, clock, codes, slot });
    reporter.connecting();
    const platform = await openPlatform(settings, addressIndex, signal);
    addressIndex = target.addresses.indexOf(platform.address);
    const run = await PlatformRun.open({ settings, names, copiesRows, city, codes, clock, tuning, sink, reporter }, platform);
    const hangUp = (): void => run.close();
    signal.addEventListener('abort', hangUp);
    running = run;
    try {
      return await run.follow(cursor, !wasEvicted, signal);
    } catch (error) {
      wasEvicted = isEviction(error);
      throw error;
    } finally {
      running = null;
      signal.removeEventListener('abort', hangUp);
      hangUp();
    }
  };

  const connected = (): PlatformRun => {
    if (running === null) throw new SourceFailedError('source-unreachable', { reason: 'not-connected' });
    return running;
  };

  return {
    id: sourceIdOf('postgres', areaCode),
    description: { kind: 'postgres', label: targetLabel(target), areaCode },
    run: async (cursor, sink, signal) => {
      try {
        if (!isKnownArea(city, areaCode)) throw new SourceFailedError('source-area-unknown', { area: areaCode });
        let position = cursor === null ? null : parsePosition(cursor);
        while (!signal.aborted) position = await follow(position, sink, signal);
      } catch (error) {
        // Being asked to stop is the normal end of a run, wherever it was.
        if (!signal.aborted) throw error;
      }
    },
    fetchRows: async (table, keys) => connected().fetchRows(table, keys),
  };
}
