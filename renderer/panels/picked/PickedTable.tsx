import {
  createColumnHelper,
  createSortedRowModel,
  rowSortingFeature,
  type SortingState,
  tableFeatures,
  useTable,
} from '@tanstack/react-table';
import { useMemo, useState } from 'react';
import { goToArea } from '../../lib/go-to-area.ts';
import { useWords } from '../../lib/use-words.ts';
import { NOTHING_DUE } from '../../metrics/grid-metric.ts';
import { METRICS } from '../../metrics/index.ts';
import { metricText } from '../../metrics/metric-words.ts';
import { useLayersStore } from '../../stores/layers.store.ts';
import { DataTable, type TableColumn } from '../../ui/DataTable.tsx';
import { isBehind } from '../../ui/RateBar.tsx';
import { Section } from '../../ui/Section.tsx';
import { type PickedRow, usePickedRows } from './use-picked.ts';

const features = tableFeatures({ rowSortingFeature, sortedRowModel: createSortedRowModel() });
const helper = createColumnHelper<typeof features, PickedRow>();
type SortKey = (row: PickedRow) => number;

/** What each column is ordered by; no data stands after every number. */
const KEYS = {
  name: (row) => row.grid,
  value: (row) => (Number.isFinite(row.value) ? row.value : Number.MAX_VALUE),
  rate: (row) => row.rate ?? Number.MAX_VALUE,
  due: (row) => row.due,
  overdue: (row) => row.figures.overdue,
  openAlerts: (row) => row.figures.openAlerts,
  workers: (row) => row.figures.workers,
} as const satisfies Readonly<Record<string, SortKey>>;
const ORDER = helper.columns(
  Object.entries(KEYS).map(([id, key]) => helper.accessor(key, { id, sortFn: (one, other) => key(one.original) - key(other.original) })),
);
const VISIBLE_ROWS = 14;

/** Every picked grid; click a head to sort, a row to look at the grid. */
export function PickedTable({ grids }: { readonly grids: readonly number[] }) {
  const { t, count } = useWords();
  const data = usePickedRows(grids);
  const columns = usePickedColumns();
  const [sorting, setSorting] = useState<SortingState>([{ id: 'rate', desc: false }]);
  const rowData = useMemo(() => [...data], [data]);
  const table = useTable({
    features,
    columns: ORDER,
    data: rowData,
    state: { sorting },
    onSortingChange: setSorting,
    enableSortingRemoval: false,
  });
  const rows = table.getRowModel().rows;
  const sorted = sorting[0];
  const isLowFirst = (id: string): boolean => id === 'name' || id === 'rate' || id === 'value';
  return (
    <Section title={t('picked.table')} aside={<span>{count(rows.length)}</span>}>
      <DataTable
        label={t('picked.table')}
        columns={columns}
        rowCount={rows.length}
        rowAt={(index) => rows[index]?.original}
        sort={{ column: sorted?.id ?? '', descending: sorted?.desc ?? false }}
        onSort={(id) => setSorting([{ id, desc: sorted?.id === id ? !sorted.desc : !isLowFirst(id) }])}
        onOpen={(row) => goToArea({ level: 'grid', index: row.grid })}
        visibleRows={VISIBLE_ROWS}
      />
    </Section>
  );
}

function usePickedColumns(): readonly TableColumn<PickedRow>[] {
  const words = useWords();
  const metric = useLayersStore((state) => state.coverage.metric);
  return useMemo(() => {
    const { t, count, rate } = words;
    const { unit } = METRICS[metric];
    const counted = (id: 'due' | 'overdue' | 'openAlerts' | 'workers', header: string, width: string): TableColumn<PickedRow> => ({
      id,
      header,
      width,
      align: 'end',
      isSortable: true,
      cell: (row) => <span className={KEYS[id](row) === 0 ? 'quiet' : ''}>{count(KEYS[id](row))}</span>,
    });
    const valueText = ({ value }: PickedRow): string =>
      value === NOTHING_DUE ? t('onMap.legend.nothingDue') : metricText(Number.isNaN(value) ? null : value, unit, words);
    const ofMetric: TableColumn<PickedRow> = {
      id: 'value',
      header: t(`metric.short.${metric}`),
      width: '62px',
      align: 'end',
      isSortable: true,
      cell: valueText,
    };
    const hasOwnColumn = ['coverage', 'overdue', 'openAlerts', 'presence'].includes(metric);
    return [
      { id: 'name', header: t('picked.place'), width: 'minmax(0, 1fr)', isSortable: true, cell: (row) => row.name },
      ...(hasOwnColumn ? [] : [ofMetric]),
      {
        id: 'rate',
        header: t('figure.coverageShort'),
        width: '62px',
        align: 'end',
        isSortable: true,
        cell: (row) => <span className={isBehind(row.rate) ? 'picked-behind' : ''}>{rate(row.rate)}</span>,
      },
      counted('due', t('figure.due'), '48px'),
      counted('overdue', t('figure.overdue'), '58px'),
      counted('openAlerts', t('metric.short.openAlerts'), '48px'),
      counted('workers', t('metric.short.presence'), '56px'),
    ];
  }, [words, metric]);
}
