import type { City } from '../../../shared/city/city.ts';
import type { Clock } from '../clock.ts';
import type { SourcePosition } from '../replication/change.ts';
import { sendAreaSnapshot } from '../sources/postgres/area-snapshot.ts';
import type { ConnectionSettings } from '../sources/postgres/connect.ts';
import type { PostgresTarget } from '../sources/postgres/connection-url.ts';
import { parsePosition, type PostgresPosition } from '../sources/postgres/position.ts';
import { createPostgresSource } from '../sources/postgres/postgres-source.ts';
import { DEFAULT_TUNING, type PostgresTuning } from '../sources/postgres/tuning.ts';
import { orderText, type RelayFeed } from './relay-feed.ts';
import { RELAYED_TABLES } from './split-transaction.ts';

export interface PostgresFeedOptions {
  readonly target: PostgresTarget;
  readonly city: City;
  readonly clock: Clock;
  /** Asked for each connection; '' for none. */
  readonly readPassword: () => Promise<string>;
  /** Name of the replication slot. */
  readonly slot: string;
  readonly tuning?: Partial<PostgresTuning>;
}

function known(position: SourcePosition): PostgresPosition {
  const parsed = parsePosition(position);
  if (parsed === null) throw new Error('the position of another source');
  return parsed;
}

/** The whole city from one slot of a PostgreSQL; rows of an area by COPY from a snapshot of their own. */
export function createPostgresFeed({ target, city, clock, readPassword, slot, tuning: given }: PostgresFeedOptions): RelayFeed {
  const publication = `relay_${city.code}`;
  // Transactions stay apart: a snapshot falls between two of them, and what it holds already is told by their order.
  const tuning = { ...DEFAULT_TUNING, ...given, queue: { ...DEFAULT_TUNING.queue, ...given?.queue, groupRows: 1 } };
  const settings: ConnectionSettings = { target, readPassword, applicationName: `${slot}_copy`, ...tuning };
  return {
    source: createPostgresSource({
      target,
      areaCode: city.code,
      stationId: '',
      city,
      clock,
      readPassword,
      tuning,
      slot,
      publication,
      tables: RELAYED_TABLES,
      copiesRows: false,
    }),
    orderOf: (position) => orderText(known(position).lsn),
    snapshot: async (area, published, sink, signal) => {
      const { systemId, timeline } = known(published.position);
      const accept = (found: PostgresPosition): void => {
        if (found.systemId !== systemId || found.timeline !== timeline)
          throw new Error('the snapshot is of another history than the stream');
      };
      await sendAreaSnapshot({ settings, publication, areaCode: area.code, city, rowsAChunk: tuning.rowsAChunk, sink, accept, signal });
    },
  };
}
