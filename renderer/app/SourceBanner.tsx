import type { StatusSnapshot } from '../../shared/contract/topics.ts';
import { formatMoment } from '../lib/format.ts';
import { retryText, troubleTitle } from '../lib/replication-words.ts';
import { useNow } from '../lib/use-live.ts';
import { useWords } from '../lib/use-words.ts';
import { useDialogsStore } from '../stores/dialogs.store.ts';

interface SourceBannerProps {
  readonly status: StatusSnapshot;
  readonly standing: 'offline' | 'stopped';
}

/** Since when and why nothing new comes; what is on screen stays, and the rest stands on the replication page. */
export function SourceBanner({ status, standing }: SourceBannerProps) {
  const words = useWords();
  const { t } = words;
  const { show } = useDialogsStore((state) => state.actions);
  const time = formatMoment(status.source.offlineSinceMs ?? status.nowMs, status.nowMs);
  return (
    <>
      <span className="freshness" data-state="stale">
        <span className="freshness-mark" aria-hidden="true" />
      </span>
      {t(`replication.banner.${standing}`, { time, trouble: troubleTitle(status, words) ?? '' })}
      <RetryCountdown status={status} />
      <button type="button" className="text-button" onClick={() => show('replication')}>
        {t('replication.open')}
      </button>
    </>
  );
}

/** Left out of what a screen reader is told: it changes every second. */
function RetryCountdown({ status }: { readonly status: StatusSnapshot }) {
  return <span aria-hidden="true">{retryText(status, useNow(1000), useWords())}</span>;
}
