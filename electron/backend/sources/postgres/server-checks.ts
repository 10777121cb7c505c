import type { City } from '../../../../shared/city/city.ts';
import type { SourceTrouble } from '../../../../shared/contract/source-status.ts';
import { TABLE_NAMES, TABLES } from '../../../../shared/tables/index.ts';
import { streetColumnOf, UNKNOWN_STREET_CODE, UPSTREAM_SCHEMA } from '../../../../shared/tables/upstream.ts';
import type { Clock } from '../../clock.ts';
import type { UpstreamCatalog } from './catalog.ts';
import type { ControlLine } from './control-line.ts';
import { SourceFailedError } from '../../replication/change.ts';

const OLDEST_VERSION = 150_000;
/** The oldest version of resources/platform whose tables are all there. Version 3 added the relay's publication, which only a relay misses. */
const OLDEST_SCHEMA = 2;
/** A clock that is further off is named on screen, and its times are corrected by the difference. */
const CLOCK_TOLERANCE_MS = 10_000;

interface ServerRecord {
  readonly version: number;
  readonly wal_level: string;
  readonly encoding: string;
  readonly is_standby: boolean;
  readonly may_replicate: boolean;
  readonly has_schema: boolean;
}

const SERVER = `
  SELECT current_setting('server_version_num')::int AS version, current_setting('wal_level') AS wal_level,
         current_setting('server_encoding') AS encoding, pg_is_in_recovery() AS is_standby,
         (SELECT rolreplication OR rolsuper FROM pg_roles WHERE rolname = current_user) AS may_replicate,
         to_regclass('platform.meta') IS NOT NULL AS has_schema`;

/** @throws SourceFailedError */
export async function checkServer(control: ControlLine): Promise<void> {
  const server = await control.row<ServerRecord>(SERVER);
  if (server.version < OLDEST_VERSION) {
    throw new SourceFailedError('source-too-old', { found: Math.floor(server.version / 10_000), needed: OLDEST_VERSION / 10_000 });
  }
  if (server.is_standby) throw new SourceFailedError('source-unreachable', { reason: 'standby' });
  if (server.wal_level !== 'logical') throw new SourceFailedError('source-not-logical', { found: server.wal_level });
  if (server.encoding !== 'UTF8') throw new SourceFailedError('source-wrong-platform', { reason: 'encoding', found: server.encoding });
  if (!server.may_replicate) throw new SourceFailedError('source-forbidden', { reason: 'no-replication' });
  if (!server.has_schema) throw new SourceFailedError('source-schema-missing');
}

interface MetaRecord {
  readonly schema_version: number;
  readonly city_code: string;
  readonly city_version: string;
}

/** @throws SourceFailedError when the platform is of another city, or of another drawing of it: compounds are numbered by the city file */
export async function checkPlatform(control: ControlLine, city: City): Promise<void> {
  const [meta] = await control.rows<MetaRecord>('SELECT schema_version, city_code, city_version FROM platform.meta');
  if (meta === undefined || meta.schema_version < OLDEST_SCHEMA) {
    throw new SourceFailedError('source-schema-missing', { found: meta?.schema_version ?? 0, needed: OLDEST_SCHEMA });
  }
  if (meta.city_code !== city.code) {
    throw new SourceFailedError('source-wrong-platform', { reason: 'city', found: meta.city_code, needed: city.code });
  }
  if (meta.city_version !== city.version) {
    throw new SourceFailedError('source-wrong-platform', { reason: 'city-version', found: meta.city_version, needed: city.version });
  }
}

/** Whether the city has this city, district or street. */
export function isKnownArea(city: City, area: string): boolean {
  return area === city.code || city.districts.code.includes(area) || city.streets.code.includes(area);
}

/** Streets whose rows belong to an area, the unknown one among those of the city. */
function streetsOf(city: City, area: string): readonly string[] {
  if (area === city.code) return [...city.streets.code, UNKNOWN_STREET_CODE];
  return city.streets.code.filter((code) => code.startsWith(area));
}

/**
 * Asks the server which streets a condition lets through: how it is written does not matter, what it does decides.
 * @throws SourceFailedError
 */
async function streetsThrough(control: ControlLine, city: City, condition: string): Promise<readonly string[]> {
  const every = [...city.streets.code, UNKNOWN_STREET_CODE];
  const rows = await control.rows<{ street: string }>(`SELECT street FROM unnest($1::text[]) AS place (street) WHERE (${condition})`, [
    every,
  ]);
  return rows.map(({ street }) => street);
}

/** Whether a condition on `street`, null for none, lets through exactly the rows of an area. */
async function isConditionOf(control: ControlLine, city: City, area: string, condition: string | null): Promise<boolean> {
  const wanted = streetsOf(city, area);
  if (condition === null) return area === city.code;
  try {
    const found = new Set(await streetsThrough(control, city, condition));
    return found.size === wanted.length && wanted.every((street) => found.has(street));
  } catch (error) {
    // A condition on other columns than the street is none of ours; a broken line is another matter.
    if (error instanceof SourceFailedError && error.trouble.code !== 'source-unreachable') return false;
    throw error;
  }
}

/** @throws SourceFailedError when the publication sends other rows than those of the area */
export async function checkPublishedRows(
  control: ControlLine,
  city: City,
  { area, publication }: { readonly area: string; readonly publication: string },
  catalog: UpstreamCatalog,
): Promise<void> {
  const judged = new Map<string | null, boolean>();
  for (const [table, { rowFilter }] of catalog.publication?.tables ?? []) {
    if (streetColumnOf(TABLES[table]) === null) continue;
    const isRight = judged.get(rowFilter) ?? (await isConditionOf(control, city, area, rowFilter));
    judged.set(rowFilter, isRight);
    if (!isRight) throw new SourceFailedError('source-publication-missing', { publication, table, reason: 'rows' });
  }
}

interface PolicyRecord {
  readonly table_name: string;
  readonly conditions: readonly string[] | null;
}

/** Policies that decide which rows our role sees, for tables where any do. */
const POLICIES = `
  SELECT c.relname AS table_name,
         (SELECT array_agg(coalesce(p.qual, 'true')) FROM pg_policies p
           WHERE p.schemaname = $1 AND p.tablename = c.relname AND p.cmd IN ('ALL', 'SELECT') AND p.permissive = 'PERMISSIVE'
             AND EXISTS (SELECT FROM unnest(p.roles) AS r (name)
                          WHERE CASE WHEN r.name = 'public' THEN true ELSE pg_has_role(current_user, r.name, 'USAGE') END)
         ) AS conditions
    FROM pg_class c JOIN pg_namespace n ON n.oid = c.relnamespace
   WHERE n.nspname = $1 AND c.relname = ANY ($2) AND row_security_active(c.oid)`;

/** Whether the rows that our role may read are all those of the area. @throws SourceFailedError `source-forbidden` */
export async function checkRowRights(control: ControlLine, city: City, area: string): Promise<void> {
  const tables = TABLE_NAMES.filter((name) => streetColumnOf(TABLES[name]) !== null);
  const judged = new Map<string, boolean>();
  for (const { table_name: table, conditions } of await control.rows<PolicyRecord>(POLICIES, [UPSTREAM_SCHEMA, tables])) {
    const condition = (conditions ?? ['false']).map((text) => `(${text})`).join(' OR ');
    const seesAll = judged.get(condition) ?? (await letsThrough(control, city, condition, area));
    judged.set(condition, seesAll);
    if (!seesAll) throw new SourceFailedError('source-forbidden', { reason: 'area', area, table });
  }
}

async function letsThrough(control: ControlLine, city: City, condition: string, area: string): Promise<boolean> {
  const seen = new Set(await streetsThrough(control, city, condition));
  return streetsOf(city, area).every((street) => seen.has(street));
}

/** How far the server's clock is ahead of ours; the way there and back is counted half. */
export async function measureClock(control: ControlLine, clock: Clock): Promise<number> {
  const askedMs = clock.now();
  const { at } = await control.row<{ at: string }>('SELECT extract(epoch FROM clock_timestamp())::text AS at');
  return Math.round(Number(at) * 1000 - (askedMs + clock.now()) / 2);
}

/** What to say about a clock, null when it is right enough. */
export function clockTrouble(aheadMs: number): SourceTrouble | null {
  return Math.abs(aheadMs) > CLOCK_TOLERANCE_MS ? { code: 'source-clock-off', details: { aheadMs } } : null;
}
