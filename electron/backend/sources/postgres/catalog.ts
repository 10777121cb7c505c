import { createHash } from 'node:crypto';
import type { Client } from 'pg';
import { TABLE_NAMES, type TableName } from '../../../../shared/tables/index.ts';
import { UPSTREAM_SCHEMA } from '../../../../shared/tables/upstream.ts';

/** What upstream's catalogue says about the tables that we replicate and the publication that carries them. */
export interface UpstreamCatalog {
  readonly tables: ReadonlyMap<TableName, UpstreamTable>;
  /** Null when there is no such publication. */
  readonly publication: UpstreamPublication | null;
}

export interface UpstreamColumn {
  /** Stays when the column is renamed. */
  readonly number: number;
  readonly name: string;
  readonly typeOid: number;
  readonly typeName: string;
  /** Whether our role may read it. */
  readonly isReadable: boolean;
}

export interface UpstreamTable {
  readonly oid: number;
  readonly columns: readonly UpstreamColumn[];
}

export interface PublishedTable {
  /** Names of the columns that are sent. */
  readonly columns: readonly string[];
  /** SQL, null for all rows. */
  readonly rowFilter: string | null;
}

export interface UpstreamPublication {
  readonly tables: ReadonlyMap<TableName, PublishedTable>;
  /** Inserts, updates, deletes and truncates are all sent. */
  readonly isComplete: boolean;
  /**
   * Changes when the publication or a table's part in it is made anew, its columns or its rows change: what was committed in between may never
   * have been sent.
   */
  readonly fingerprint: string;
}

const FINGERPRINT_LENGTH = 8;

interface ColumnRecord {
  readonly table_name: TableName;
  readonly table_oid: string;
  readonly number: number;
  readonly name: string;
  readonly type_oid: string;
  readonly type_name: string;
  readonly is_readable: boolean;
}

const COLUMNS = `
  SELECT c.relname AS table_name, c.oid::text AS table_oid, a.attnum::int AS number, a.attname AS name, a.atttypid::text AS type_oid,
         format_type(a.atttypid, NULL) AS type_name, has_column_privilege(c.oid, a.attnum, 'SELECT') AS is_readable
    FROM pg_class c
    JOIN pg_namespace n ON n.oid = c.relnamespace
    JOIN pg_attribute a ON a.attrelid = c.oid AND a.attnum > 0 AND NOT a.attisdropped
   WHERE n.nspname = $1 AND c.relkind IN ('r', 'p') AND c.relname = ANY ($2)
   ORDER BY c.relname, a.attnum`;

interface PublicationRecord {
  readonly made: string;
  readonly is_complete: boolean;
}

const PUBLICATION = `
  SELECT concat_ws(' ', oid, pubinsert, pubupdate, pubdelete, pubtruncate, pubviaroot) AS made,
         pubinsert AND pubupdate AND pubdelete AND pubtruncate AS is_complete
    FROM pg_publication WHERE pubname = $1`;

interface PublishedRecord {
  readonly table_name: string;
  readonly columns: readonly string[] | null;
  readonly row_filter: string | null;
  readonly made: string;
}

const PUBLISHED = `
  SELECT t.tablename AS table_name, t.attnames::text[] AS columns, t.rowfilter AS row_filter,
         concat_ws(' ', c.oid, r.oid, r.prattrs, t.rowfilter) AS made
    FROM pg_publication_tables t
    JOIN pg_publication p ON p.pubname = t.pubname
    JOIN pg_namespace n ON n.nspname = t.schemaname
    JOIN pg_class c ON c.relnamespace = n.oid AND c.relname = t.tablename
    LEFT JOIN pg_publication_rel r ON r.prpubid = p.oid AND r.prrelid = c.oid
   WHERE t.pubname = $1 AND t.schemaname = $2
   ORDER BY c.oid`;

async function readTables(client: Client): Promise<UpstreamCatalog['tables']> {
  const { rows } = await client.query<ColumnRecord>(COLUMNS, [UPSTREAM_SCHEMA, TABLE_NAMES]);
  const tables = new Map<TableName, UpstreamTable & { readonly columns: UpstreamColumn[] }>();
  for (const row of rows) {
    const table = tables.get(row.table_name) ?? { oid: Number(row.table_oid), columns: [] };
    table.columns.push({
      number: row.number,
      name: row.name,
      typeOid: Number(row.type_oid),
      typeName: row.type_name,
      isReadable: row.is_readable,
    });
    tables.set(row.table_name, table);
  }
  return tables;
}

function isOurs(name: string): name is TableName {
  return TABLE_NAMES.some((candidate) => candidate === name);
}

async function readPublication(client: Client, name: string): Promise<UpstreamPublication | null> {
  const [publication] = (await client.query<PublicationRecord>(PUBLICATION, [name])).rows;
  if (publication === undefined) return null;
  const { rows } = await client.query<PublishedRecord>(PUBLISHED, [name, UPSTREAM_SCHEMA]);
  const ours = rows.filter((row) => isOurs(row.table_name));
  const made = [publication.made, ...ours.map((row) => row.made)].join('\n');
  return {
    tables: new Map(ours.map((row) => [row.table_name as TableName, { columns: row.columns ?? [], rowFilter: row.row_filter }])),
    isComplete: publication.is_complete,
    fingerprint: createHash('sha256').update(made).digest('hex').slice(0, FINGERPRINT_LENGTH),
  };
}

/** Cheap enough for every few seconds. */
export async function readCatalog(client: Client, publication: string): Promise<UpstreamCatalog> {
  return { tables: await readTables(client), publication: await readPublication(client, publication) };
}
