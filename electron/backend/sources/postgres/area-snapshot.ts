import { randomBytes } from 'node:crypto';
import type { City } from '../../../../shared/city/city.ts';
import { systemClock } from '../../clock.ts';
import type { ChangeSink } from '../../replication/change.ts';
import type { UpstreamCatalog } from './catalog.ts';
import { CityCodes } from './city-codes.ts';
import { connect, disconnect, type ConnectionSettings } from './connect.ts';
import { openPlatform } from './open-platform.ts';
import { formatPosition, type PostgresPosition } from './position.ts';
import { ReplicationLine } from './replication-line.ts';
import { checkPlatform } from './server-checks.ts';
import { makeSlot } from './slot.ts';
import { sendSnapshot } from './snapshot.ts';
import { DEFAULT_TUNING } from './tuning.ts';
import { SourceFailedError } from '../../replication/change.ts';

export interface AreaSnapshotOptions {
  readonly settings: ConnectionSettings;
  /** Names the columns that are sent; its rows have to be those of the whole city. */
  readonly publication: string;
  /** Code of the city, a district or a street. */
  readonly areaCode: string;
  readonly city: City;
  readonly rowsAChunk: number;
  readonly sink: Pick<ChangeSink, 'beginSnapshot' | 'snapshotChunk' | 'endSnapshot'>;
  /** Refuses the server by throwing: its log may be another one than that which the rows are to be joined with. */
  readonly accept: (position: PostgresPosition) => void;
  readonly signal: AbortSignal;
}

const NAME_BYTES = 6;
const DIGITS = /^\d{6}(\d{3})?$/;

/** Null for all rows. The code stands in SQL: nothing but digits. */
function conditionOf(areaCode: string, city: City): string | null {
  if (areaCode === city.code) return null;
  if (!DIGITS.test(areaCode)) throw new SourceFailedError('source-area-unknown', { area: areaCode });
  return areaCode.length === city.code.length ? `street LIKE '${areaCode}%'` : `street = '${areaCode}'`;
}

/** The catalogue as if the publication let through these rows only. Tables without a street go to everybody. */
function narrowed(catalog: UpstreamCatalog, condition: string | null): UpstreamCatalog {
  const { publication } = catalog;
  if (publication === null) throw new SourceFailedError('source-publication-missing');
  const tables = [...publication.tables].map(([name, table]) => {
    const hasStreet = table.columns.includes('street');
    return [name, hasStreet ? { ...table, rowFilter: condition } : table] as const;
  });
  return { ...catalog, publication: { ...publication, tables: new Map(tables) } };
}

/**
 * Sends the rows of one area as of one place in the log, beside whatever streams: a slot that lives as long as this, its exported snapshot, COPY.
 * @throws SourceFailedError; the sink's own errors
 */
export async function sendAreaSnapshot(options: AreaSnapshotOptions): Promise<void> {
  const { settings, publication, areaCode, city, rowsAChunk, sink, accept, signal } = options;
  const { address, control } = await openPlatform(settings, 0, signal);
  const closing: (() => void)[] = [() => control.close()];
  const close = (): void => closing.forEach((end) => end());
  signal.addEventListener('abort', close, { once: true });
  try {
    await checkPlatform(control, city);
    const line = new ReplicationLine(await connect(settings, address, 'replication'), settings.queryTimeoutMs);
    closing.push(() => line.close());
    const { systemId, timeline } = await line.identify();
    const catalog = narrowed(await control.catalog(publication), conditionOf(areaCode, city));
    const slot = `copy_${randomBytes(NAME_BYTES).toString('hex')}`;
    const { consistentLsn: lsn, snapshotName } = await makeSlot(control, line, {
      name: slot,
      lifetime: 'temporary',
      askEveryMs: settings.queryTimeoutMs,
      clock: systemClock,
    });
    const position = { systemId, timeline, lsn, publication: catalog.publication?.fingerprint ?? '', hasGaps: false };
    accept(position);
    const client = await connect(settings, address, 'copy');
    closing.push(() => disconnect(client));
    signal.throwIfAborted();
    const codes = new CityCodes(city);
    const { queryTimeoutMs } = settings;
    const { copySilenceLimitMs } = DEFAULT_TUNING;
    await sendSnapshot({
      client,
      snapshotName,
      position: formatPosition(position),
      catalog,
      codes,
      rowsAChunk,
      copySilenceLimitMs,
      queryTimeoutMs,
      sink,
      signal,
    });
  } finally {
    signal.removeEventListener('abort', close);
    close();
  }
}
