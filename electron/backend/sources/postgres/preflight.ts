import type { City } from '../../../../shared/city/city.ts';
import type { SourceFinding } from '../../../../shared/contract/source-settings.ts';
import type { SourceTrouble } from '../../../../shared/contract/source-status.ts';
import { TABLE_NAMES } from '../../../../shared/tables/index.ts';
import type { Clock } from '../../clock.ts';
import { SourceFailedError } from '../../replication/change.ts';
import { tryInTurn } from '../preflight.ts';
import type { PostgresSpec } from '../source-spec.ts';
import { connect } from './connect.ts';
import { ControlLine } from './control-line.ts';
import { openPlatform } from './open-platform.ts';
import {
  checkPlatform,
  checkPublishedRows,
  checkRowRights,
  checkServer,
  clockTrouble,
  isKnownArea,
  measureClock,
} from './server-checks.ts';
import { DEFAULT_TUNING } from './tuning.ts';
import { UpstreamWatch } from './upstream-watch.ts';

/** What is said of a server that was reached, or of the way to it. */
const OF_THE_WAY: readonly SourceTrouble['code'][] = ['source-unreachable', 'source-auth-failed', 'source-tls-failed'];

/** A connection to the first address that lets us in; what else is wrong with its server is for a later step. @throws SourceFailedError */
async function reach(settings: Parameters<typeof openPlatform>[0], signal: AbortSignal): Promise<ControlLine> {
  try {
    return (await openPlatform(settings, 0, signal)).control;
  } catch (error) {
    const isOfTheWay = !(error instanceof SourceFailedError) || OF_THE_WAY.includes(error.trouble.code);
    const [address] = settings.target.addresses;
    if (isOfTheWay || address === undefined) throw error;
    return new ControlLine(await connect(settings, address, 'sql'), settings.queryTimeoutMs);
  }
}

/** Tries what a start would need, and leaves no trace on the server: no slot is made, no row is copied. */
export async function tryPostgres(spec: PostgresSpec, city: City, clock: Clock, signal: AbortSignal): Promise<readonly SourceFinding[]> {
  const { target, areaCode, stationId, password } = spec;
  const slot = `station_${areaCode}_${stationId}`;
  const names = { area: areaCode, publication: `area_${areaCode}`, slot, tables: TABLE_NAMES };
  const settings = { target, readPassword: async () => password, applicationName: `${slot}_test`, ...DEFAULT_TUNING };
  const lines: ControlLine[] = [];
  const line = (): ControlLine => {
    const [opened] = lines;
    if (opened === undefined) throw new SourceFailedError('source-unreachable');
    return opened;
  };
  let watch: UpstreamWatch | null = null;
  try {
    return await tryInTurn([
      {
        step: 'area',
        run: async () => {
          if (!isKnownArea(city, areaCode)) throw new SourceFailedError('source-area-unknown', { area: areaCode });
        },
      },
      { step: 'connection', run: async () => void lines.push(await reach(settings, signal)) },
      { step: 'server', run: () => checkServer(line()) },
      { step: 'platform', run: () => checkPlatform(line(), city) },
      {
        step: 'publication',
        run: async () => {
          watch = new UpstreamWatch(line(), names, clock);
          await watch.look();
          if (watch.obstacle !== null) throw watch.obstacle;
          await checkPublishedRows(line(), city, names, watch.catalog);
          return watch.warnings.find(({ code }) => code === 'source-schema-changed');
        },
      },
      { step: 'rights', run: () => checkRowRights(line(), city, areaCode) },
      {
        step: 'slot',
        run: async () => {
          const pid = watch?.slot?.activePid ?? null;
          // Our own stream may be the one that runs.
          return pid === null ? null : { code: 'source-slot-busy', details: { slot, pid } };
        },
      },
      { step: 'clock', run: async () => clockTrouble(await measureClock(line(), clock)) },
    ]);
  } finally {
    for (const opened of lines) opened.close();
  }
}
