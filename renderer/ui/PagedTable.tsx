import type { PagedRows } from '../lib/use-paged-rows.ts';
import { useWords } from '../lib/use-words.ts';
import { DataTable, type TableColumn } from './DataTable.tsx';
import { PanelMessage } from './PanelMessage.tsx';
import { Skeleton } from './Skeleton.tsx';

interface PagedTableProps<Row> {
  readonly label: string;
  readonly rows: PagedRows<Row>;
  readonly columns: readonly TableColumn<Row>[];
  readonly visibleRows: number;
  readonly empty: { readonly title: string; readonly text?: string };
  readonly onOpen?: (row: Row) => void;
}

/** A table over pages of the backend, with the designed states of anything that waits for an answer. */
export function PagedTable<Row>({ label, rows, columns, visibleRows, empty, onOpen }: PagedTableProps<Row>) {
  const { t, error } = useWords();
  if (rows.total === null) {
    if (rows.error === null) return <Skeleton rows={visibleRows === 0 ? 12 : visibleRows} label={t('state.loading')} />;
    if (rows.error.code === 'forbidden') return <PanelMessage tone="locked" title={t('state.noPermission')} text={error(rows.error)} />;
    return (
      <PanelMessage tone="error" title={t('error.title')} text={error(rows.error)} action={{ label: t('error.retry'), run: rows.retry }} />
    );
  }
  if (rows.total === 0) return <PanelMessage tone="empty" {...empty} />;
  return (
    <>
      {rows.error !== null && (
        <PanelMessage
          tone="stale"
          title={t('state.stale')}
          text={error(rows.error)}
          action={{ label: t('error.retry'), run: rows.retry }}
        />
      )}
      <DataTable
        label={label}
        columns={columns}
        rowCount={rows.total}
        rowAt={rows.rowAt}
        onShow={rows.show}
        visibleRows={visibleRows}
        {...(onOpen === undefined ? {} : { onOpen })}
      />
    </>
  );
}
