import { useVirtualizer } from '@tanstack/react-virtual';
import { type KeyboardEvent, type ReactNode, useEffect, useRef, useState } from 'react';
import { nameOfPress } from '../lib/key-press.ts';
import { type Deed, deedOf } from '../lib/place-keys.ts';
import { Icon } from './Icon.tsx';
import './data-table.css';

export interface TableColumn<Row> {
  readonly id: string;
  readonly header: ReactNode;
  /** A track of CSS grid: `80px`, `minmax(0, 1fr)`. */
  readonly width: string;
  readonly align?: 'end';
  readonly isSortable?: boolean;
  readonly cell: (row: Row) => ReactNode;
}

export interface TableSort {
  readonly column: string;
  readonly descending: boolean;
}

interface DataTableProps<Row> {
  readonly label: string;
  readonly columns: readonly TableColumn<Row>[];
  readonly rowCount: number;
  /** Undefined while the row is on its way. */
  readonly rowAt: (index: number) => Row | undefined;
  readonly sort?: TableSort;
  readonly onSort?: (column: string) => void;
  readonly onOpen?: (row: Row) => void;
  /** Told which rows are in sight. */
  readonly onShow?: (from: number, to: number) => void;
  /** Rows in sight at most; the table scrolls beyond. Zero fills what there is. */
  readonly visibleRows: number;
}

const ROW_PIXELS = 29;

/** A table of any length: sortable heads, rows that the arrow keys walk and Enter opens, only those in sight in the document. */
export function DataTable<Row>(props: DataTableProps<Row>) {
  const { label, columns, rowCount, rowAt, sort, onSort, onOpen, onShow, visibleRows } = props;
  const scroller = useRef<HTMLDivElement>(null);
  const [focused, setFocused] = useState(0);
  const virtualizer = useVirtualizer({
    count: rowCount,
    getScrollElement: () => scroller.current,
    estimateSize: () => ROW_PIXELS,
    overscan: 6,
  });
  const items = virtualizer.getVirtualItems();
  const first = items[0]?.index ?? 0;
  const last = items[items.length - 1]?.index ?? 0;
  useEffect(() => onShow?.(first, last), [onShow, first, last]);

  const tracks = columns.map((column) => column.width).join(' ');
  const current = Math.min(focused, Math.max(0, rowCount - 1));
  const onKeyDown = (event: KeyboardEvent): void => {
    if (!isRow(event.target)) return;
    const deed = deedOf('table', nameOfPress(event));
    const target = rowFor(deed, current, rowCount);
    const row = rowAt(current);
    if (target !== null) {
      setFocused(target);
      virtualizer.scrollToIndex(target, { align: 'auto' });
      requestAnimationFrame(() => scroller.current?.querySelector<HTMLElement>(`[data-index="${target}"]`)?.focus());
    } else if (deed === 'tableOpen' && row !== undefined && onOpen !== undefined) onOpen(row);
    else return;
    event.preventDefault();
  };

  return (
    <div
      className="data-table"
      role="grid"
      aria-label={label}
      aria-rowcount={rowCount + 1}
      data-fill={visibleRows === 0}
      onKeyDown={onKeyDown}
    >
      <div className="data-head" role="row" aria-rowindex={1} style={{ gridTemplateColumns: tracks }}>
        {columns.map((column) => (
          <HeadCell key={column.id} column={column} sort={sort} onSort={onSort} />
        ))}
      </div>
      <div
        ref={scroller}
        className="data-scroll"
        role="rowgroup"
        style={visibleRows === 0 ? undefined : { maxBlockSize: visibleRows * ROW_PIXELS }}
      >
        <div className="data-rows" role="presentation" style={{ blockSize: virtualizer.getTotalSize() }}>
          {items.map((item) => (
            <DataRow
              key={item.key}
              columns={columns}
              row={rowAt(item.index)}
              index={item.index}
              offset={item.start}
              tracks={tracks}
              isFocused={item.index === current}
              onFocus={setFocused}
              onOpen={onOpen}
            />
          ))}
        </div>
      </div>
    </div>
  );
}

interface HeadCellProps<Row> {
  readonly column: TableColumn<Row>;
  readonly sort: TableSort | undefined;
  readonly onSort: ((column: string) => void) | undefined;
}

function HeadCell<Row>({ column, sort, onSort }: HeadCellProps<Row>) {
  const isSorted = sort?.column === column.id;
  const canSort = column.isSortable === true && onSort !== undefined;
  return (
    <div
      role="columnheader"
      className="data-cell"
      data-align={column.align}
      aria-sort={canSort ? (isSorted ? (sort.descending ? 'descending' : 'ascending') : 'none') : undefined}
    >
      {canSort ? (
        <button type="button" className="data-sort" data-sorted={isSorted} onClick={() => onSort(column.id)}>
          {column.header}
          {isSorted && <Icon name={sort.descending ? 'descending' : 'ascending'} />}
        </button>
      ) : (
        column.header
      )}
    </div>
  );
}

interface DataRowProps<Row> {
  readonly columns: readonly TableColumn<Row>[];
  readonly row: Row | undefined;
  readonly index: number;
  readonly offset: number;
  readonly tracks: string;
  readonly isFocused: boolean;
  readonly onFocus: (index: number) => void;
  readonly onOpen: ((row: Row) => void) | undefined;
}

function DataRow<Row>({ columns, row, index, offset, tracks, isFocused, onFocus, onOpen }: DataRowProps<Row>) {
  return (
    <div
      role="row"
      aria-rowindex={index + 2}
      data-index={index}
      className="data-row"
      data-opens={onOpen !== undefined}
      tabIndex={isFocused ? 0 : -1}
      style={{ gridTemplateColumns: tracks, transform: `translateY(${offset}px)` }}
      onFocus={() => onFocus(index)}
      onClick={() => row !== undefined && onOpen?.(row)}
    >
      {columns.map((column) => (
        <div key={column.id} role="gridcell" className="data-cell" data-align={column.align}>
          {row === undefined ? <span className="data-waiting" /> : column.cell(row)}
        </div>
      ))}
    </div>
  );
}

function isRow(target: EventTarget): boolean {
  return target instanceof HTMLElement && target.getAttribute('role') === 'row';
}

function rowFor(deed: Deed<'table'> | null, current: number, rowCount: number): number | null {
  switch (deed) {
    case 'tableDown':
      return Math.min(current + 1, rowCount - 1);
    case 'tableUp':
      return Math.max(current - 1, 0);
    case 'tableFirst':
      return 0;
    case 'tableLast':
      return rowCount - 1;
    case 'tablePageDown':
      return Math.min(current + 10, rowCount - 1);
    case 'tablePageUp':
      return Math.max(current - 10, 0);
    case 'tableOpen':
    case null:
      return null;
  }
}
