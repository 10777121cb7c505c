import {
  createColumnHelper,
  createSortedRowModel,
  rowSortingFeature,
  type SortingState,
  tableFeatures,
  useTable,
} from '@tanstack/react-table';
import { useMemo, useState } from 'react';
import { type AreaRef, childAreas } from '../../../shared/domain/areas.ts';
import type { TaskFigure } from '../../../shared/domain/figures.ts';
import { coverageRate, dueCount } from '../../../shared/domain/rates.ts';
import { shortAreaName } from '../../lib/area-words.ts';
import { goToArea } from '../../lib/go-to-area.ts';
import { openTaskRows } from '../../lib/open-rows.ts';
import { useServices } from '../../lib/services.ts';
import { useCoverageIsHere } from '../../lib/use-figures.ts';
import { useCounted, useRevision } from '../../lib/use-live.ts';
import { useWords } from '../../lib/use-words.ts';
import { useLayersStore } from '../../stores/layers.store.ts';
import { DataTable, type TableColumn } from '../../ui/DataTable.tsx';
import { isBehind, RateBar } from '../../ui/RateBar.tsx';
import { Section } from '../../ui/Section.tsx';

interface ChildRow {
  readonly area: AreaRef;
  readonly name: string;
  readonly rate: number | null;
  readonly due: number;
  readonly missing: number;
  readonly overdue: number;
}

const features = tableFeatures({ rowSortingFeature, sortedRowModel: createSortedRowModel() });
const helper = createColumnHelper<typeof features, ChildRow>();
/** Order of the rows only; what a cell shows is said below. No data sorts as if it were worst of all. */
const ORDER = helper.columns([
  helper.accessor('name', { sortFn: (one, other) => one.original.area.index - other.original.area.index }),
  helper.accessor((row) => row.rate ?? 2, { id: 'rate', sortFn: (one, other) => (one.original.rate ?? 2) - (other.original.rate ?? 2) }),
  helper.accessor('due', { sortFn: (one, other) => one.original.due - other.original.due }),
  helper.accessor('missing', { sortFn: (one, other) => one.original.missing - other.original.missing }),
  helper.accessor('overdue', { sortFn: (one, other) => one.original.overdue - other.original.overdue }),
]);
const MOST_MISSING_FIRST: SortingState = [{ id: 'missing', desc: true }];
const VISIBLE_ROWS = 11;
/** Rows keep their place a while, so that one can be read and clicked. */
const REORDER_MS = 3000;

/** The areas one level down with the same live figures, most missing first; they add up to the area above. */
export function ChildrenTable({ area }: { readonly area: AreaRef }) {
  const { t } = useWords();
  const data = useChildRows(area);
  const columns = useChildColumns(useCoverageIsHere());
  const [sorting, setSorting] = useState<SortingState>(MOST_MISSING_FIRST);
  const table = useTable({ features, columns: ORDER, data, state: { sorting }, onSortingChange: setSorting, enableSortingRemoval: false });
  const rows = table.getRowModel().rows;
  const sorted = sorting[0];
  return (
    <Section title={t(`detail.childrenOf.${area.level}`)} aside={<span>{data.length}</span>}>
      <DataTable
        label={t(`detail.childrenOf.${area.level}`)}
        columns={columns}
        rowCount={rows.length}
        rowAt={(index) => rows[index]?.original}
        sort={{ column: sorted?.id ?? '', descending: sorted?.desc ?? false }}
        onSort={(id) => setSorting([{ id, desc: sorted?.id === id ? !sorted.desc : id !== 'name' && id !== 'rate' }])}
        onOpen={(row) => goToArea(row.area)}
        visibleRows={VISIBLE_ROWS}
      />
    </Section>
  );
}

function useChildRows(area: AreaRef): ChildRow[] {
  const { city, live, figures } = useServices();
  const rule = useLayersStore((state) => state.coverage.rule);
  useRevision(live.coverage);
  // Another scope brings another list of batches: its counts are shown at once.
  return useCounted(live.coverage, REORDER_MS, [area, figures, rule, live.coverage.batchIds], () =>
    childAreas(city, area).map((child) => {
      const counts = figures.coverageOf(child);
      return {
        area: child,
        name: shortAreaName(city, child),
        rate: coverageRate(counts, rule),
        due: dueCount(counts, rule),
        // Deferred people are still not verified: the rows of this figure are the same under both rules.
        missing: dueCount(counts, 'withDeferred') - counts.verified,
        overdue: counts.overdue,
      };
    }),
  );
}

/** @param isHere whether the counts are: else there are none to be shown */
function useChildColumns(isHere: boolean): readonly TableColumn<ChildRow>[] {
  const words = useWords();
  const { scope, rule } = useLayersStore((state) => state.coverage);
  return useMemo(() => {
    const { t, count, rate } = words;
    const dueFigure: TaskFigure = rule === 'withDeferred' ? 'due' : 'dueWithoutDeferred';
    const figureCell = (figure: 'due' | 'missing' | 'overdue') => (row: ChildRow) =>
      !isHere ? (
        <span className="quiet">–</span>
      ) : (
        <button
          type="button"
          tabIndex={-1}
          className={row[figure] === 0 ? 'figure-button quiet' : 'figure-button'}
          onClick={(event) => {
            event.stopPropagation();
            openTaskRows(row.area, scope, figure === 'due' ? dueFigure : figure, row[figure]);
          }}
        >
          {count(row[figure])}
        </button>
      );
    return [
      {
        id: 'name',
        header: t('detail.childName'),
        width: 'minmax(0, 1.2fr)',
        isSortable: true,
        cell: (row) => <span className="child-name">{row.name}</span>,
      },
      {
        id: 'rate',
        header: t('figure.coverageShort'),
        width: 'minmax(0, 1fr)',
        isSortable: true,
        cell: (row) => (
          <span className="child-rate">
            <span data-behind={isHere && isBehind(row.rate)}>{isHere ? rate(row.rate) : '–'}</span>
            <RateBar rate={isHere ? row.rate : null} />
          </span>
        ),
      },
      { id: 'due', header: t('figure.due'), width: '60px', align: 'end', isSortable: true, cell: figureCell('due') },
      { id: 'missing', header: t('figure.missing'), width: '62px', align: 'end', isSortable: true, cell: figureCell('missing') },
      { id: 'overdue', header: t('figure.overdue'), width: '54px', align: 'end', isSortable: true, cell: figureCell('overdue') },
    ];
  }, [words, scope, rule, isHere]);
}
