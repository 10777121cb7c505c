import type { CellValue, ColumnSpec, TableSpec } from '../../../shared/tables/table-spec.ts';

function isIntegerBelow(value: unknown, limit: number): boolean {
  return typeof value === 'number' && Number.isInteger(value) && value >= -limit && value < limit;
}

/** How many different words fit into the bytes of an enum column; row-codec.ts takes one byte up to 256 words. */
function enumLimit(values: readonly string[]): number {
  return values.length <= 256 ? 256 : 2 ** 31;
}

/** Whether a typed column can carry the cell and give it back as it was. What a source could not convert cannot. */
function fits(column: ColumnSpec, cell: unknown): boolean {
  if (cell === null) return true;
  switch (column.type) {
    case 'text':
      return typeof cell === 'string' && cell.isWellFormed();
    case 'bytes':
      return cell instanceof Uint8Array;
    case 'enum':
      return isIntegerBelow(cell, enumLimit(column.values)) && Number(cell) >= 0;
    case 'grid':
    case 'street':
    case 'compound':
    case 'coordinate':
      return isIntegerBelow(cell, 2 ** 31);
    default:
      return typeof cell === 'number';
  }
}

/** The columns of a table by name, or some of them. */
export class WireColumns {
  readonly spec: TableSpec;
  readonly names: readonly string[];
  readonly #columns: readonly ColumnSpec[];

  /** @param names columns of the table; all of them when left out */
  constructor(spec: TableSpec, names: readonly string[] = Object.keys(spec.columns)) {
    const columns = names.flatMap((name) => {
      const column = spec.columns[name];
      return column === undefined ? [] : [[name, column] as const];
    });
    this.spec = { ...spec, columns: Object.fromEntries(columns) };
    this.names = columns.map(([name]) => name);
    this.#columns = columns.map(([, column]) => column);
  }

  /** The cells of a row in the order of the columns, null when typed columns cannot carry them. */
  cellsOf(row: Readonly<Record<string, unknown>>): readonly CellValue[] | null {
    const cells = this.names.map((name) => row[name]);
    return this.carry(cells) ? cells : null;
  }

  carry(cells: readonly unknown[]): cells is readonly CellValue[] {
    return cells.length === this.#columns.length && this.#columns.every((column, index) => fits(column, cells[index]));
  }

  rowOf(cells: readonly CellValue[]): Record<string, CellValue> {
    return Object.fromEntries(this.names.map((name, index) => [name, cells[index] ?? null]));
  }
}
