import { useEffect, useMemo } from 'react';
import type { WorkOrderListRow } from '../../../shared/contract/backend-api.ts';
import type { AreaRef } from '../../../shared/domain/areas.ts';
import { WORK_ORDER_CATEGORIES, WORK_ORDER_SOURCES, WORK_ORDER_STATES } from '../../../shared/domain/work-orders.ts';
import { goToArea } from '../../lib/go-to-area.ts';
import { useServices } from '../../lib/services.ts';
import { useNow } from '../../lib/use-live.ts';
import { useAsOf, useShownNow } from '../../lib/use-moment.ts';
import { usePagedRows } from '../../lib/use-paged-rows.ts';
import { type Words, useWords } from '../../lib/use-words.ts';
import { Chip } from '../../ui/Chip.tsx';
import type { TableColumn } from '../../ui/DataTable.tsx';
import { PagedTable } from '../../ui/PagedTable.tsx';

const REFRESH_MS = 10_000;

/** The open work orders of an area. */
export function WorkOrderTable({ area, onTotal }: { readonly area: AreaRef; readonly onTotal: (total: number) => void }) {
  const { t } = useWords();
  const { client } = useServices();
  const nowMs = useNow(REFRESH_MS);
  const query = { area, figure: 'open', ...useAsOf('workOrders') } as const;
  const rows = usePagedRows<WorkOrderListRow>(
    JSON.stringify(query),
    (offset, limit, signal) => client.call('workOrders', { ...query, offset, limit }, { signal }),
    Math.floor(nowMs / REFRESH_MS),
  );
  useEffect(() => {
    if (rows.total !== null) onTotal(rows.total);
  }, [rows.total, onTotal]);
  const columns = useWorkOrderColumns(useShownNow(REFRESH_MS));
  return (
    <PagedTable
      label={t('figure.openWorkOrders')}
      rows={rows}
      columns={columns}
      visibleRows={0}
      empty={{ title: t('rows.empty'), text: t('rows.emptyHint') }}
      onOpen={(order) => order.grid >= 0 && goToArea({ level: 'grid', index: order.grid })}
    />
  );
}

function useWorkOrderColumns(nowMs: number): readonly TableColumn<WorkOrderListRow>[] {
  const words = useWords();
  const { t } = words;
  return useMemo(
    () => [
      {
        id: 'title',
        header: t('rows.orderTitle'),
        width: 'minmax(0, 1fr)',
        cell: (order) => (
          <span title={`${t(`workOrderCategory.${WORK_ORDER_CATEGORIES[order.category] ?? 'other'}`)} · ${order.address}`}>
            {order.title}
          </span>
        ),
      },
      {
        id: 'source',
        header: t('rows.source'),
        width: '82px',
        cell: (order) => t(`workOrderSource.${WORK_ORDER_SOURCES[order.source] ?? 'district'}`),
      },
      {
        id: 'state',
        header: t('detail.state'),
        width: '128px',
        cell: (order) => <WorkOrderChip order={order} nowMs={nowMs} words={words} />,
      },
    ],
    [t, words, nowMs],
  );
}

function WorkOrderChip({ order, nowMs, words }: { readonly order: WorkOrderListRow; readonly nowMs: number; readonly words: Words }) {
  const { t, span } = words;
  const lateMs = nowMs - order.dueAtMs;
  if (lateMs > 0 && order.deferredAtMs === null) return <Chip tone="late">{t('detail.overdueBy', { age: span(lateMs) })}</Chip>;
  return <Chip tone="active">{t(`workOrderState.${WORK_ORDER_STATES[order.state] ?? 'reported'}`)}</Chip>;
}
