import { useEffect, useMemo } from 'react';
import type { AlertListRow } from '../../../shared/contract/backend-api.ts';
import { ALERT_KINDS, ALERT_LEVELS, ALERT_STATES } from '../../../shared/domain/alerts.ts';
import { formatMoment } from '../../lib/format.ts';
import { goToArea } from '../../lib/go-to-area.ts';
import { useServices } from '../../lib/services.ts';
import { useRevision } from '../../lib/use-live.ts';
import { useAsOf, useShownNow } from '../../lib/use-moment.ts';
import { usePagedRows } from '../../lib/use-paged-rows.ts';
import { useWords } from '../../lib/use-words.ts';
import type { RowsRequest } from '../../stores/rows.store.ts';
import { AlertMark } from '../../ui/AlertMark.tsx';
import { Chip } from '../../ui/Chip.tsx';
import type { TableColumn } from '../../ui/DataTable.tsx';
import { PagedTable } from '../../ui/PagedTable.tsx';
import { AddressCell } from './PlaceCells.tsx';

const OPEN_STATES = ALERT_STATES.flatMap((state, index) => (state === 'closed' ? [] : [index]));
const REFRESH_MS = 3000;
/** The last moment a Date can hold. */
const LATEST_MS = 8_640_000_000_000_000;

interface AlertTableProps {
  readonly request: Extract<RowsRequest, { kind: 'alerts' }>;
  readonly onTotal: (total: number) => void;
}

export function AlertTable({ request, onTotal }: AlertTableProps) {
  const { t } = useWords();
  const { client, live } = useServices();
  const columns = useAlertColumns(request.area.level === 'city' || request.area.level === 'district');
  const query = {
    area: request.area,
    raisedFromMs: request.raised?.fromMs ?? 0,
    // Open alerts are asked for without an end: one raised while the panel is open belongs to them.
    raisedToMs: request.raised?.toMs ?? LATEST_MS,
    levels: request.level === null ? [] : [request.level],
    kinds: [],
    states: request.raised === null ? OPEN_STATES : [],
    ...useAsOf('alerts'),
  };
  const rows = usePagedRows<AlertListRow>(
    JSON.stringify(query),
    (offset, limit, signal) => client.call('alerts', { ...query, offset, limit }, { signal }),
    useRevision(live.alerts, REFRESH_MS),
  );
  useEffect(() => {
    if (rows.total !== null) onTotal(rows.total);
  }, [rows.total, onTotal]);
  return (
    <PagedTable
      label={t('figure.openAlerts')}
      rows={rows}
      columns={columns}
      visibleRows={0}
      empty={{ title: t('rows.empty'), text: t('rows.emptyHint') }}
      onOpen={(alert) => alert.grid >= 0 && goToArea({ level: 'grid', index: alert.grid })}
    />
  );
}

function useAlertColumns(saysStreet: boolean): readonly TableColumn<AlertListRow>[] {
  const { t } = useWords();
  const nowMs = useShownNow(60_000);
  return useMemo(
    () => [
      { id: 'level', header: t('rows.level'), width: '72px', cell: (alert) => <AlertLevelName level={alert.level} /> },
      { id: 'kind', header: t('rows.kind'), width: '78px', cell: (alert) => t(`alertKind.${ALERT_KINDS[alert.kind] ?? 'smoke'}`) },
      {
        id: 'address',
        header: t('detail.address'),
        width: 'minmax(0, 1fr)',
        cell: (alert) => <AddressCell address={alert.address} grid={saysStreet ? -1 : alert.grid} />,
      },
      { id: 'state', header: t('detail.state'), width: '64px', cell: (alert) => <AlertStateChip state={alert.state} /> },
      { id: 'raised', header: t('rows.raised'), width: '84px', align: 'end', cell: (alert) => formatMoment(alert.raisedAtMs, nowMs) },
    ],
    [t, nowMs, saysStreet],
  );
}

function AlertLevelName({ level }: { readonly level: number }) {
  const { t } = useWords();
  return (
    <span className="level-name">
      <AlertMark level={level} /> {t(`alertLevelShort.${ALERT_LEVELS[level] ?? 'blue'}`)}
    </span>
  );
}

function AlertStateChip({ state }: { readonly state: number }) {
  const { t } = useWords();
  const name = ALERT_STATES[state] ?? 'raised';
  return <Chip tone={name === 'raised' ? 'late' : name === 'acknowledged' ? 'active' : 'done'}>{t(`alertState.${name}`)}</Chip>;
}
