import type { SourceTrouble } from '../../../../shared/contract/source-status.ts';
import { TABLE_NAMES, TABLES, type TableName } from '../../../../shared/tables/index.ts';
import type { TableSpec } from '../../../../shared/tables/table-spec.ts';
import type { UpstreamCatalog, UpstreamTable } from './catalog.ts';
import { isReadableAs } from './cell-readers.ts';

/** How upstream's tables differ from what screens need. */
export type SchemaChange =
  | 'table-missing'
  | 'table-not-published'
  | 'column-removed'
  | 'column-renamed'
  | 'column-retyped'
  | 'column-not-published'
  | 'column-not-readable'
  /** More than we know: harmless, and ignored. */
  | 'column-added';

export interface SchemaFinding {
  readonly table: TableName;
  /** '' for the table as a whole. */
  readonly column: string;
  readonly change: SchemaChange;
  /** The new name or type, '' where there is none. */
  readonly found: string;
}

function columnFindings(name: TableName, spec: TableSpec, now: UpstreamTable, before: UpstreamTable | undefined): SchemaFinding[] {
  return Object.entries(spec.columns).flatMap(([column, columnSpec]): SchemaFinding[] => {
    const found = now.columns.find((candidate) => candidate.name === column);
    const finding = (change: SchemaChange, detail: string): SchemaFinding[] => [{ table: name, column, change, found: detail }];
    if (found === undefined) {
      const number = before?.columns.find((candidate) => candidate.name === column)?.number;
      const renamed = now.columns.find((candidate) => candidate.number === number);
      return renamed === undefined ? finding('column-removed', '') : finding('column-renamed', renamed.name);
    }
    if (!isReadableAs(columnSpec, found.typeOid)) return finding('column-retyped', found.typeName);
    return found.isReadable ? [] : finding('column-not-readable', '');
  });
}

/** Columns that are sent although nobody asked for them, and those that came since the first look. */
function additions(name: TableName, spec: TableSpec, now: UpstreamTable, before: UpstreamTable | undefined, sent: readonly string[]) {
  const known = new Set(before?.columns.map(({ number }) => number));
  const isNew = (number: number): boolean => before !== undefined && !known.has(number);
  return now.columns
    .filter(({ name: column, number }) => !(column in spec.columns) && (sent.includes(column) || isNew(number)))
    .map(({ name: column, typeName }): SchemaFinding => ({ table: name, column, change: 'column-added', found: typeName }));
}

function tableFindings(name: TableName, catalog: UpstreamCatalog, first: UpstreamCatalog | null): SchemaFinding[] {
  const spec: TableSpec = TABLES[name];
  const now = catalog.tables.get(name);
  const before = first?.tables.get(name);
  const whole = (change: SchemaChange): SchemaFinding => ({ table: name, column: '', change, found: '' });
  if (now === undefined) return [whole('table-missing')];
  const columns = columnFindings(name, spec, now, before);
  const published = catalog.publication?.tables.get(name);
  if (published === undefined) return [...columns, whole('table-not-published')];
  const unpublished = now.columns
    .filter(({ name: column }) => column in spec.columns && !published.columns.includes(column))
    .map(({ name: column }): SchemaFinding => ({ table: name, column, change: 'column-not-published', found: '' }));
  return [...columns, ...unpublished, ...additions(name, spec, now, before, published.columns)];
}

/**
 * @param first the catalogue as it was first seen, which tells a renamed column from a removed one
 * @param tables those that are replicated
 */
export function findSchemaChanges(
  catalog: UpstreamCatalog,
  first: UpstreamCatalog | null,
  tables: readonly TableName[] = TABLE_NAMES,
): readonly SchemaFinding[] {
  return tables.flatMap((name) => tableFindings(name, catalog, first));
}

/** Whether everything that we replicate is there as a whole. */
export function isWhole(findings: readonly SchemaFinding[]): boolean {
  return findings.every(({ change }) => change === 'column-added');
}

const CODES: { readonly [Change in SchemaChange]: SourceTrouble['code'] } = {
  'table-missing': 'source-schema-changed',
  'table-not-published': 'source-publication-missing',
  'column-removed': 'source-schema-changed',
  'column-renamed': 'source-schema-changed',
  'column-retyped': 'source-schema-changed',
  'column-not-published': 'source-publication-missing',
  'column-not-readable': 'source-forbidden',
  'column-added': 'source-schema-changed',
};

export function troubleOfFinding({ table, column, change, found }: SchemaFinding): SourceTrouble {
  return { code: CODES[change], details: { table, column, change, found } };
}
