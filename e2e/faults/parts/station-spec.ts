import { parseConnectionUrl } from '../../../electron/backend/sources/postgres/connection-url.ts';
import type { PostgresSpec } from '../../../electron/backend/sources/source-spec.ts';
import { STREET_CODE, type TestPlatform } from '../../../electron/hosts/platform/testing/test-platform.ts';

const STATION_ID = '0000dead';

export const STATION_SLOT = `station_${STREET_CODE}_${STATION_ID}`;

/** Where a station of the fault suite gets its rows. */
export interface StationPlace {
  readonly platform: TestPlatform;
  /** Instead of the platform's own address. */
  readonly addresses?: string;
  /** Instead of the street. */
  readonly area?: string;
}

export function stationSpec({ platform, addresses, area = STREET_CODE }: StationPlace): PostgresSpec {
  const { host, port, user, password, database } = platform.connectionOptions(`station_${area}`);
  const target = parseConnectionUrl(`postgres://${user}@${addresses ?? `${host}:${port}`}/${database}`);
  return { kind: 'postgres', target, areaCode: area, stationId: STATION_ID, password };
}
