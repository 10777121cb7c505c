import { describe, expect, it } from 'vitest';
import { TABLE_NAMES, TABLES, type TableName } from '../../../../shared/tables/index.ts';
import { upstreamColumns, type UpstreamType } from '../../../../shared/tables/upstream.ts';
import type { PublishedTable, UpstreamCatalog, UpstreamColumn, UpstreamTable } from './catalog.ts';
import { findSchemaChanges, isWhole, troubleOfFinding } from './schema-findings.ts';

const OID_OF: { readonly [Type in UpstreamType]: number } = {
  bigint: 20,
  integer: 23,
  'double precision': 701,
  text: 25,
  bytea: 17,
  'timestamp with time zone': 1184,
};

function tableOf(name: TableName, oid: number): UpstreamTable {
  const columns = upstreamColumns(TABLES[name]).map(({ name: column, type }, index) => ({
    number: index + 1,
    name: column,
    typeOid: OID_OF[type],
    typeName: type,
    isReadable: true,
  }));
  return { oid, columns };
}

const TABLES_UPSTREAM = new Map(TABLE_NAMES.map((name, index) => [name, tableOf(name, 100 + index)]));
const PUBLISHED: ReadonlyMap<TableName, PublishedTable> = new Map(
  TABLE_NAMES.map((name) => [name, { columns: Object.keys(TABLES[name].columns), rowFilter: null }]),
);
const WHOLE: UpstreamCatalog = { tables: TABLES_UPSTREAM, publication: { tables: PUBLISHED, isComplete: true, fingerprint: 'aa' } };

function withColumns(change: (columns: readonly UpstreamColumn[]) => readonly UpstreamColumn[]): UpstreamCatalog {
  const task = tableOf('task', 103);
  return { ...WHOLE, tables: new Map([...TABLES_UPSTREAM, ['task', { ...task, columns: change(task.columns) }]]) };
}

function withPublished(columns: readonly string[] | null): UpstreamCatalog {
  const tables = new Map(PUBLISHED);
  if (columns === null) tables.delete('task');
  else tables.set('task', { columns, rowFilter: null });
  return { ...WHOLE, publication: { tables, isComplete: true, fingerprint: 'bb' } };
}

const note = (columns: readonly UpstreamColumn[], change: Partial<UpstreamColumn>): readonly UpstreamColumn[] =>
  columns.map((column) => (column.name === 'note' ? { ...column, ...change } : column));
const TASK_COLUMNS = Object.keys(TABLES.task.columns);

describe('upstream’s schema', () => {
  it('as the platform’s files make it is whole', () => {
    expect(findSchemaChanges(WHOLE, null)).toEqual([]);
  });

  it.each([
    ['column-removed', withColumns((columns) => columns.filter(({ name }) => name !== 'note')), ''],
    ['column-renamed', withColumns((columns) => note(columns, { name: 'remark' })), 'remark'],
    ['column-retyped', withColumns((columns) => note(columns, { typeOid: 3802, typeName: 'jsonb' })), 'jsonb'],
    ['column-not-readable', withColumns((columns) => note(columns, { isReadable: false })), ''],
    ['column-not-published', withPublished(TASK_COLUMNS.filter((name) => name !== 'note')), ''],
  ] as const)('names table and column of a %s', (change, catalog, found) => {
    const findings = findSchemaChanges(catalog, WHOLE);
    expect(findings).toEqual([{ table: 'task', column: 'note', change, found }]);
    expect(isWhole(findings)).toBe(false);
    expect(troubleOfFinding(findings[0] ?? { table: 'task', column: '', change: 'table-missing', found: '' }).details).toMatchObject({
      table: 'task',
      column: 'note',
    });
  });

  it('names a table that is gone, and one that is not published', () => {
    const tables = new Map(TABLES_UPSTREAM);
    tables.delete('visit');
    expect(findSchemaChanges({ ...WHOLE, tables }, WHOLE)).toEqual([{ table: 'visit', column: '', change: 'table-missing', found: '' }]);
    expect(findSchemaChanges(withPublished(null), WHOLE)).toEqual([
      { table: 'task', column: '', change: 'table-not-published', found: '' },
    ]);
  });

  it('with a column more goes on: it is named when it came since, or is sent although nobody asked', () => {
    const more = withColumns((columns) => [...columns, { number: 99, name: 'photo', typeOid: 17, typeName: 'bytea', isReadable: false }]);
    expect(findSchemaChanges(more, more)).toEqual([]);
    const added = { table: 'task', column: 'photo', change: 'column-added', found: 'bytea' };
    expect(findSchemaChanges(more, WHOLE)).toEqual([added]);
    const sent = { ...more, publication: withPublished([...TASK_COLUMNS, 'photo']).publication };
    expect(findSchemaChanges(sent, sent)).toEqual([added]);
    expect(isWhole(findSchemaChanges(sent, sent))).toBe(true);
  });

  it('with narrower types is read all the same', () => {
    const narrower = withColumns((columns) =>
      columns.map((column) => (column.typeOid === OID_OF.bigint ? { ...column, typeOid: OID_OF.integer, typeName: 'integer' } : column)),
    );
    expect(findSchemaChanges(narrower, WHOLE)).toEqual([]);
  });
});
