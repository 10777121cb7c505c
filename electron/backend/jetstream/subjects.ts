import { TABLES, type TableName } from '../../../shared/tables/index.ts';
import type { ReadArea } from './read-area.ts';

/**
 * What stands where in NATS. A subject names the district, the street and the table, in this order, so that one pattern, and one line of
 * permissions, is all that an area needs: `city.320106.320106002.*` a street, `city.320106.*.*` a district, `city.*.*.*` the city.
 */

/** The stream of all changes but positions. */
export const CHANGES_STREAM = 'CITY';
export const CHANGES_SUBJECTS = 'city.*.*.*';

/** Latest positions only, a subject a worker: `city.320106.320106002.position.17`. */
export const POSITIONS_STREAM = 'POSITIONS';
export const POSITIONS_SUBJECTS = 'city.*.*.position.*';

/** JetStream's own requests, as relay and platform make them. */
export const JETSTREAM_API = '$JS.API';
/** The same from the account of the stations (access.ts), which sees no more of JetStream than what consumers need. */
export const STATION_API = 'CITY_API';

/** Says to everybody that the relay lives, and how far it has come; holds no row. */
export const HEARTBEAT_SUBJECT = 'relay.heartbeat';

/** Stands for the table where a message carries no row: marks, and ends of transactions. */
const NO_TABLE = 'mark';

const DISTRICT_DIGITS = 6;

function streetTokens(street: string): string {
  return `${street.slice(0, DISTRICT_DIGITS)}.${street}`;
}

export function changeSubject(street: string, table: TableName | null): string {
  return `city.${streetTokens(street)}.${table ?? NO_TABLE}`;
}

export function positionSubject(street: string, worker: number): string {
  return `city.${streetTokens(street)}.${TABLES.position.name}.${worker}`;
}

function areaTokens({ level, code }: ReadArea): string {
  if (level === 'city') return '*.*';
  return level === 'district' ? `${code}.*` : streetTokens(code);
}

export function changesOf(area: ReadArea): string {
  return `city.${areaTokens(area)}.*`;
}

export function positionsOf(area: ReadArea): string {
  return `city.${areaTokens(area)}.${TABLES.position.name}.*`;
}

/**
 * A snapshot of an area is asked for at `relay.snapshot.<area>` with a token of the station's choice; its frames come at `relay.rows.<area>.<token>`,
 * and the station says at `relay.taken.<area>.<token>` which it has stored.
 */
export const SNAPSHOT_REQUESTS = 'relay.snapshot.*';
export const SNAPSHOT_ROWS = 'relay.rows.*.*';
export const SNAPSHOT_TAKEN = 'relay.taken.*.*';

export function snapshotSubject(areaCode: string): string {
  return `relay.snapshot.${areaCode}`;
}

export function areaOfSnapshotSubject(subject: string): string {
  return subject.split('.').at(-1) ?? '';
}

export function rowsSubject(areaCode: string, token: string): string {
  return `relay.rows.${areaCode}.${token}`;
}

export function takenSubject(areaCode: string, token: string): string {
  return `relay.taken.${areaCode}.${token}`;
}

/** Answers to a user come below this, and it may listen to no other's. */
export function inboxPrefix(user: string): string {
  return `_INBOX.${user}`;
}

/** A station's name when it has no other: names its consumers, and its permissions hold for this name. */
export function defaultStationName(areaCode: string): string {
  return `station_${areaCode}`;
}
