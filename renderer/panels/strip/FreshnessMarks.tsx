import type { SourceFreshness } from '../../../shared/contract/topics.ts';
import type { Standing } from '../../lib/replication-words.ts';
import { useNow } from '../../lib/use-live.ts';
import { useStanding } from '../../lib/use-standing.ts';
import { useWords } from '../../lib/use-words.ts';
import { useDialogsStore } from '../../stores/dialogs.store.ts';
import { SourceState } from './SourceState.tsx';

/**
 * How the source stands, and how old each of its streams is, one mark a stream: a dot while it lives, hatched amber when it is stale, a ring when
 * it is gone. All of it opens the replication page.
 */
export function FreshnessMarks() {
  const { t } = useWords();
  const nowMs = useNow(1000);
  const stands = useStanding();
  const sources = stands?.status.sources ?? [];
  const quarantinedRows = stands?.status.quarantinedRows ?? 0;
  return (
    <div className="strip-freshness" data-standing={stands?.standing}>
      <SourceState />
      <ul className="strip-streams" aria-label={t('strip.freshness')}>
        {sources.map((source) => (
          <FreshnessMark key={source.source} freshness={source} standing={stands?.standing ?? 'live'} nowMs={nowMs} />
        ))}
        {quarantinedRows > 0 && (
          <li>
            <OpensReplication state="stale">{t('strip.quarantined', { rows: quarantinedRows })}</OpensReplication>
          </li>
        )}
      </ul>
    </div>
  );
}

interface FreshnessMarkProps {
  readonly freshness: SourceFreshness;
  readonly standing: Standing;
  readonly nowMs: number;
}

function FreshnessMark({ freshness, standing, nowMs }: FreshnessMarkProps) {
  const { t, age } = useWords();
  const source = t(`source.${freshness.source}`);
  // What a backend said last that is away is no news any more.
  const stateNow = standing === 'noBackend' && freshness.state === 'live' ? 'stale' : freshness.state;
  const state = t(`sourceState.${stateNow}`);
  const heardAtMs = latest(freshness.aliveAtMs, freshness.changedAtMs);
  const ago = heardAtMs === null ? t('strip.never') : age(nowMs - heardAtMs);
  const title = heardAtMs === null ? t('strip.freshnessNever', { source, state }) : t('strip.freshnessOf', { source, state, age: ago });
  return (
    <li>
      <OpensReplication state={stateNow} title={title}>
        {source} {ago}
        <span className="visually-hidden">{state}</span>
      </OpensReplication>
    </li>
  );
}

interface OpensReplicationProps {
  readonly state: SourceFreshness['state'];
  readonly title?: string;
  readonly children: React.ReactNode;
}

/** Reached by the pointer; the keyboard has the source's state before it, which opens the same page. */
function OpensReplication({ state, title, children }: OpensReplicationProps) {
  const { show } = useDialogsStore((store) => store.actions);
  return (
    <button type="button" tabIndex={-1} className="freshness" data-state={state} title={title} onClick={() => show('replication')}>
      <span className="freshness-mark" aria-hidden="true" />
      <span className="one-line">{children}</span>
    </button>
  );
}

function latest(one: number | null, other: number | null): number | null {
  if (one === null || other === null) return one ?? other;
  return Math.max(one, other);
}
