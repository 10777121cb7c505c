import type { ColumnSpec, TableSpec } from '../../../shared/tables/table-spec.ts';

function sqliteType(column: ColumnSpec): string {
  switch (column.type) {
    case 'real':
      return 'REAL';
    case 'text':
      return 'TEXT';
    case 'bytes':
      return 'BLOB';
    default:
      return 'INTEGER';
  }
}

/** CREATE TABLE of a replicated table, without its secondary indexes. */
export function createTable(spec: TableSpec): string {
  const columns = Object.entries(spec.columns).map(([name, column]) => {
    if (name === spec.key) return `${name} INTEGER PRIMARY KEY`;
    return `${name} ${sqliteType(column)}${column.nullable ? '' : ' NOT NULL'}`;
  });
  return `CREATE TABLE ${spec.name} (${columns.join(', ')}) STRICT;`;
}

/** CREATE INDEX for each secondary index; made after a snapshot is loaded. */
export function createIndexes(spec: TableSpec): string {
  return spec.indexes
    .map((columns) => `CREATE INDEX ${spec.name}_by_${columns.join('_')} ON ${spec.name} (${columns.join(', ')});`)
    .join('\n');
}
