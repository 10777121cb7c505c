import type { WorkerListRow } from '../../../shared/contract/backend-api.ts';
import type { VisitListRow } from '../../../shared/contract/visits.ts';
import { WORKER_ROLES } from '../../../shared/domain/workers.ts';
import { formatMoment } from '../../lib/format.ts';
import { useServices } from '../../lib/services.ts';
import type { CallState } from '../../lib/use-call.ts';
import { useShownNow } from '../../lib/use-moment.ts';
import { useWords } from '../../lib/use-words.ts';
import { CallBody } from '../../ui/CallBody.tsx';
import { PanelMessage } from '../../ui/PanelMessage.tsx';
import { Section } from '../../ui/Section.tsx';
import { OpenTrack } from '../tracks/OpenTrack.tsx';
import { locatedText } from './located-text.ts';
import { visitText } from './visit-text.ts';

/** Who stands in the grid now: evidence of presence, not a ranking. */
export function WorkerList({ call }: { readonly call: CallState<readonly WorkerListRow[]> }) {
  const words = useWords();
  const { t } = words;
  const nowMs = useShownNow(10_000);
  return (
    <Section title={t('detail.workers')} aside={call.value !== null && <span>{call.value.length}</span>}>
      <CallBody
        call={call}
        skeletonRows={2}
        isEmpty={(workers) => workers.length === 0}
        empty={<PanelMessage tone="empty" title={t('detail.workersEmpty')} />}
      >
        {(workers) => (
          <ul className="line-list">
            {workers.map((worker) => (
              <li key={worker.id}>
                <span>{worker.name}</span>
                <span className="line-note">{t(`workerRole.${WORKER_ROLES[worker.role] ?? 'gridWorker'}`)}</span>
                <span className="line-end">
                  {t('detail.workerTasks', { open: worker.openTasks, verified: worker.verifiedToday })}
                  {worker.locatedAtMs !== null && ` · ${locatedText(worker, nowMs, words)}`}
                </span>
                <OpenTrack subject={{ kind: 'worker', workerId: worker.id }} name={worker.name} />
              </li>
            ))}
          </ul>
        )}
      </CallBody>
    </Section>
  );
}

/** The last doors that were visited: building, unit, floors. */
export function VisitList({ call }: { readonly call: CallState<readonly VisitListRow[]> }) {
  const words = useWords();
  const { t } = words;
  const { city } = useServices();
  const nowMs = useShownNow(60_000);
  return (
    <Section title={t('detail.visits')}>
      <CallBody
        call={call}
        skeletonRows={3}
        isEmpty={(visits) => visits.length === 0}
        empty={<PanelMessage tone="empty" title={t('detail.visitsEmpty')} />}
      >
        {(visits) => (
          <ul className="line-list">
            {visits.map((visit) => (
              <li key={visit.id}>
                <span className="one-line">{visitText(visit, words, city.compounds.name)}</span>
                <span className="line-end">
                  {visit.workerName} {formatMoment(visit.visitedAtMs, nowMs)}
                </span>
              </li>
            ))}
          </ul>
        )}
      </CallBody>
    </Section>
  );
}
