import { Dialog } from '@blueprintjs/core';
import type { StatusSnapshot } from '../../../shared/contract/topics.ts';
import { MINUTE_MS } from '../../../shared/domain/time.ts';
import { useNow } from '../../lib/use-live.ts';
import { useCall } from '../../lib/use-call.ts';
import { useStanding } from '../../lib/use-standing.ts';
import { useWords } from '../../lib/use-words.ts';
import { CallBody } from '../../ui/CallBody.tsx';
import { Icon } from '../../ui/Icon.tsx';
import { Skeleton } from '../../ui/Skeleton.tsx';
import { IncidentList } from './IncidentList.tsx';
import { LagChart } from './LagChart.tsx';
import { QuarantineSection } from './QuarantineSection.tsx';
import { ReplicationActions } from './ReplicationActions.tsx';
import { ReplicationFigures } from './ReplicationFigures.tsx';
import { SourceFacts } from './SourceFacts.tsx';
import { TroubleNotes } from './TroubleNotes.tsx';
import './replication.css';

const TITLE_ID = 'replication-title';
const STORAGE_REFRESH_MS = 5000;

/** Where the data comes from, how that goes and went, what was set aside, and what can be done about it. */
export function ReplicationDialog({ onClose }: { readonly onClose: () => void }) {
  const { t } = useWords();
  const stands = useStanding();
  return (
    <Dialog isOpen onClose={onClose} className="replication" aria-labelledby={TITLE_ID} transitionDuration={0}>
      <div className="replication-side">
        <div className="replication-head">
          <h2 id={TITLE_ID}>{t('replication.title')}</h2>
          <button type="button" className="icon-button" aria-label={t('replication.close')} onClick={onClose}>
            <Icon name="close" />
          </button>
        </div>
        {stands !== null && (
          <>
            <SourceFacts {...stands} />
            <ReplicationActions
              canRetry={stands.standing !== 'live' && stands.standing !== 'rebuilding'}
              takesFiles={stands.status.source.kind === 'file'}
            />
          </>
        )}
      </div>
      {/* biome-ignore lint/a11y/noNoninteractiveTabindex: what scrolls must be reachable by keyboard */}
      <section className="replication-main" aria-label={t('replication.title')} tabIndex={0}>
        {stands === null ? <Skeleton rows={8} label={t('state.loading')} /> : <Course status={stands.status} />}
      </section>
    </Dialog>
  );
}

/** How it goes and went. */
function Course({ status }: { readonly status: StatusSnapshot }) {
  const minuteMs = useNow(MINUTE_MS);
  const storageAtMs = useNow(STORAGE_REFRESH_MS);
  const history = useCall('replicationHistory', {}, Math.floor(minuteMs / MINUTE_MS));
  const storage = useCall('replicaStorage', {}, Math.floor(storageAtMs / STORAGE_REFRESH_MS));
  return (
    <>
      <TroubleNotes status={status} />
      <ReplicationFigures status={status} storage={storage.value} />
      <CallBody call={history} skeletonRows={5}>
        {({ samples, incidents }) => (
          <>
            <LagChart samples={samples} nowMs={minuteMs} />
            <IncidentList incidents={incidents} nowMs={minuteMs} />
          </>
        )}
      </CallBody>
      <QuarantineSection quarantinedRows={status.quarantinedRows} repeatsRows={status.source.repeatsRows} />
    </>
  );
}
