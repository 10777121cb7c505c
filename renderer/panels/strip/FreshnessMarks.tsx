import type { SourceFreshness } from '../../../shared/contract/topics.ts';
import { useServices } from '../../lib/services.ts';
import { useNow, useRevision } from '../../lib/use-live.ts';
import { useWords } from '../../lib/use-words.ts';

/** How old each source is, one mark a source: a dot while it lives, hatched amber when it is stale, a ring when it is gone. */
export function FreshnessMarks() {
  const { t } = useWords();
  const { status } = useServices().live;
  useRevision(status);
  const nowMs = useNow(1000);
  return (
    <ul className="strip-freshness" aria-label={t('strip.freshness')}>
      {(status.snapshot?.sources ?? []).map((source) => (
        <FreshnessMark key={source.source} freshness={source} nowMs={nowMs} />
      ))}
      {(status.snapshot?.quarantinedRows ?? 0) > 0 && (
        <li className="freshness" data-state="stale">
          <span className="freshness-mark" aria-hidden="true" />
          {t('strip.quarantined', { rows: status.snapshot?.quarantinedRows ?? 0 })}
        </li>
      )}
    </ul>
  );
}

function FreshnessMark({ freshness, nowMs }: { readonly freshness: SourceFreshness; readonly nowMs: number }) {
  const { t, age } = useWords();
  const source = t(`source.${freshness.source}`);
  const state = t(`sourceState.${freshness.state}`);
  const heardAtMs = latest(freshness.aliveAtMs, freshness.changedAtMs);
  const ago = heardAtMs === null ? t('strip.never') : age(nowMs - heardAtMs);
  const title = heardAtMs === null ? t('strip.freshnessNever', { source, state }) : t('strip.freshnessOf', { source, state, age: ago });
  return (
    <li className="freshness" data-state={freshness.state} title={title}>
      <span className="freshness-mark" aria-hidden="true" />
      <span className="one-line">
        {source} {ago}
      </span>
      <span className="visually-hidden">{state}</span>
    </li>
  );
}

function latest(one: number | null, other: number | null): number | null {
  if (one === null || other === null) return one ?? other;
  return Math.max(one, other);
}
