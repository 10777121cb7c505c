import type { ReplicationIncident } from '../../../shared/contract/replication-history.ts';
import { formatMoment } from '../../lib/format.ts';
import { useWords } from '../../lib/use-words.ts';
import { PanelMessage } from '../../ui/PanelMessage.tsx';
import { Section } from '../../ui/Section.tsx';

/** What kept the replication from running, the latest first. */
export function IncidentList({ incidents, nowMs }: { readonly incidents: readonly ReplicationIncident[]; readonly nowMs: number }) {
  const { t } = useWords();
  return (
    <Section title={t('replication.incidents.title')}>
      {incidents.length === 0 ? (
        <PanelMessage tone="empty" title={t('replication.incidents.empty')} />
      ) : (
        <ul className="line-list incident-list">
          {incidents.map((incident) => (
            <IncidentLine key={`${incident.code} ${incident.fromMs}`} incident={incident} nowMs={nowMs} />
          ))}
        </ul>
      )}
    </Section>
  );
}

function IncidentLine({ incident: { code, fromMs, untilMs }, nowMs }: { readonly incident: ReplicationIncident; readonly nowMs: number }) {
  const { t, span } = useWords();
  const from = formatMoment(fromMs, nowMs);
  return (
    <li data-lasts={untilMs === null}>
      <span className="incident-mark" aria-hidden="true" />
      <span>{t(`replication.trouble.${code}.title`)}</span>
      <span className="line-note">{code}</span>
      <span className="line-end">
        {untilMs === null
          ? `${t('replication.incidents.since', { from })} · ${t('replication.incidents.lasts', { span: span(nowMs - fromMs) })}`
          : `${t('replication.incidents.until', { from, until: formatMoment(untilMs, nowMs) })} · ${t('replication.incidents.lasted', { span: span(untilMs - fromMs) })}`}
      </span>
    </li>
  );
}
