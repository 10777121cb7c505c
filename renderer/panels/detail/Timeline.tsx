import type { TimelineEntry } from '../../../shared/contract/backend-api.ts';
import { ALERT_KINDS, ALERT_LEVELS, ALERT_STATES } from '../../../shared/domain/alerts.ts';
import { type AreaRef, areaName } from '../../../shared/domain/areas.ts';
import { DAY_MS, dayOf, formatDay, startOfDay } from '../../../shared/domain/time.ts';
import { WORK_ORDER_SOURCES, WORK_ORDER_STATES } from '../../../shared/domain/work-orders.ts';
import { formatMinute } from '../../lib/format.ts';
import { goToArea } from '../../lib/go-to-area.ts';
import { useServices } from '../../lib/services.ts';
import { useCall } from '../../lib/use-call.ts';
import { useRevision } from '../../lib/use-live.ts';
import { useIsPast, useShownNow } from '../../lib/use-moment.ts';
import { type Words, useWords } from '../../lib/use-words.ts';
import { useLayersStore } from '../../stores/layers.store.ts';
import { AlertMark } from '../../ui/AlertMark.tsx';
import { CallBody } from '../../ui/CallBody.tsx';
import { PanelMessage } from '../../ui/PanelMessage.tsx';
import { Section } from '../../ui/Section.tsx';
import { DayCounts } from './DayCounts.tsx';
import { visitText } from './visit-text.ts';
import './timeline.css';

const ENTRY_LIMIT = 80;
const REFRESH_MS = 8000;

/** Alerts, work orders, visits and batches of the day as one line of events, newest first. */
export function Timeline({ area }: { readonly area: AreaRef }) {
  const { t } = useWords();
  const { live } = useServices();
  const scope = useLayersStore((state) => state.coverage.scope);
  const today = dayOf(useShownNow(60_000));
  const isPast = useIsPast();
  const day = scope.kind === 'day' ? scope.day : today;
  const fromMs = startOfDay(day);
  const revision = useRevision(live.alerts, REFRESH_MS) + useRevision(live.coverage, REFRESH_MS);
  const call = useCall('timeline', { area, fromMs, toMs: fromMs + DAY_MS, limit: ENTRY_LIMIT }, revision);
  return (
    <Section
      title={day === today && !isPast ? t('detail.timeline') : t('detail.timelineOf', { day: formatDay(day).slice(5) })}
      aside={<DayCounts area={area} fromMs={fromMs} />}
    >
      <CallBody
        call={call}
        skeletonRows={5}
        isEmpty={(entries) => entries.length === 0}
        empty={<PanelMessage tone="empty" title={t('detail.timelineEmpty')} />}
      >
        {(entries) => (
          <ol className="timeline">
            {entries.map((entry) => (
              <TimelineLine key={keyOf(entry)} entry={entry} showsGrid={area.level !== 'grid'} />
            ))}
          </ol>
        )}
      </CallBody>
    </Section>
  );
}

function TimelineLine({ entry, showsGrid }: { readonly entry: TimelineEntry; readonly showsGrid: boolean }) {
  const words = useWords();
  const { city } = useServices();
  const nowMs = useShownNow(60_000);
  const grid = gridOf(entry);
  return (
    <li className="timeline-entry" data-kind={entry.kind}>
      <span className="timeline-mark">
        {entry.kind === 'alert' ? <AlertMark level={entry.alert.level} /> : <span className="timeline-dot" />}
      </span>
      <time className="timeline-time">{formatMinute(entry.atMs)}</time>
      <span className="timeline-text">
        {textOf(entry, words, city.compounds.name, nowMs)}
        {showsGrid && grid >= 0 && (
          <button type="button" className="timeline-grid text-button" onClick={() => goToArea({ level: 'grid', index: grid })}>
            {areaName(city, { level: 'grid', index: grid })}
          </button>
        )}
      </span>
    </li>
  );
}

function keyOf(entry: TimelineEntry): string {
  switch (entry.kind) {
    case 'alert':
      return `alert-${entry.alert.id}`;
    case 'workOrder':
      return `order-${entry.workOrder.id}`;
    case 'visit':
      return `visit-${entry.visit.id}`;
    case 'batch':
      return `batch-${entry.code}`;
  }
}

function gridOf(entry: TimelineEntry): number {
  if (entry.kind === 'alert') return entry.alert.grid;
  return entry.kind === 'workOrder' ? entry.workOrder.grid : -1;
}

function textOf(entry: TimelineEntry, words: Words, compounds: readonly string[], nowMs: number): string {
  const { t, count } = words;
  switch (entry.kind) {
    case 'alert': {
      const { kind, level, state, address } = entry.alert;
      const parts = [t(`alertKind.${ALERT_KINDS[kind] ?? 'smoke'}`), t(`alertLevel.${ALERT_LEVELS[level] ?? 'blue'}`), address];
      return [...parts, t(`alertState.${ALERT_STATES[state] ?? 'raised'}`)].filter((part) => part !== '').join(' · ');
    }
    case 'workOrder':
      return workOrderText(entry.workOrder, words, nowMs);
    case 'visit':
      return visitText(entry.visit, words, compounds);
    case 'batch': {
      const pushed = t('detail.timelineBatch', { code: entry.code, tasks: count(entry.tasks) });
      return entry.duplicates === 0 ? pushed : `${pushed} · ${t('detail.timelineDuplicates', { value: entry.duplicates })}`;
    }
  }
}

function workOrderText(order: Extract<TimelineEntry, { kind: 'workOrder' }>['workOrder'], { t, span }: Words, nowMs: number): string {
  const parts = [
    t(`workOrderSource.${WORK_ORDER_SOURCES[order.source] ?? 'district'}`),
    order.title,
    t(`workOrderState.${WORK_ORDER_STATES[order.state] ?? 'reported'}`),
  ];
  if (order.supervised) parts.push(t('detail.supervised'));
  if (order.closedAtMs === null) {
    const leftMs = order.dueAtMs - nowMs;
    parts.push(leftMs < 0 ? t('detail.overdueBy', { age: span(-leftMs) }) : t('detail.dueIn', { age: span(leftMs) }));
  }
  return parts.join(' · ');
}
