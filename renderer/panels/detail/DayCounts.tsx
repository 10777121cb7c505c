import type { AreaRef } from '../../../shared/domain/areas.ts';
import { DAY_MS } from '../../../shared/domain/time.ts';
import { useServices } from '../../lib/services.ts';
import { useCall } from '../../lib/use-call.ts';
import { useRevision } from '../../lib/use-live.ts';
import { useWords } from '../../lib/use-words.ts';
import { useRowsStore } from '../../stores/rows.store.ts';

const REFRESH_MS = 8000;
const ALL = { levels: [], kinds: [], states: [], offset: 0, limit: 1 } as const;

/** How many alerts the day brought and how many work orders are open now; each opens its rows. The line of events shows only the latest. */
export function DayCounts({ area, fromMs }: { readonly area: AreaRef; readonly fromMs: number }) {
  const { t } = useWords();
  const { live } = useServices();
  const { open } = useRowsStore((state) => state.actions);
  const revision = useRevision(live.alerts, REFRESH_MS);
  const raised = { fromMs, toMs: fromMs + DAY_MS };
  const alerts = useCall('alerts', { area, raisedFromMs: raised.fromMs, raisedToMs: raised.toMs, ...ALL }, revision);
  const orders = useCall('workOrders', { area, figure: 'open', offset: 0, limit: 1 }, revision);
  return (
    <>
      <DayCount
        name="alerts-raised"
        label={t('figure.alertsRaised')}
        value={alerts.value?.total}
        onOpen={(shown) => open({ kind: 'alerts', area, level: null, raised, shown })}
      />
      <DayCount
        name="open-work-orders"
        label={t('figure.openWorkOrders')}
        value={orders.value?.total}
        onOpen={(shown) => open({ kind: 'workOrders', area, shown })}
      />
    </>
  );
}

interface DayCountProps {
  readonly name: string;
  readonly label: string;
  readonly value: number | undefined;
  readonly onOpen: (shown: number) => void;
}

function DayCount({ name, label, value, onOpen }: DayCountProps) {
  const { count } = useWords();
  if (value === undefined) return null;
  return (
    <button type="button" className="figure-button" data-figure={name} onClick={() => onOpen(value)}>
      {label} <span className="day-count">{count(value)}</span>
    </button>
  );
}
