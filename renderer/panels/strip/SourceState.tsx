import type { StatusSnapshot } from '../../../shared/contract/topics.ts';
import { type Standing, standingText, troubleTitle } from '../../lib/replication-words.ts';
import { useStanding } from '../../lib/use-standing.ts';
import { type Words, useWords } from '../../lib/use-words.ts';
import { useDialogsStore } from '../../stores/dialogs.store.ts';

/** How the source of all streams stands, in words; opens the replication page. */
export function SourceState() {
  const words = useWords();
  const { show } = useDialogsStore((state) => state.actions);
  const stands = useStanding();
  if (stands === null) return null;
  const { status, standing } = stands;
  const text = standingText(status, standing, words);
  return (
    <button
      type="button"
      className="strip-source freshness"
      data-state={standing}
      title={words.t('replication.open')}
      onClick={() => show('replication')}
    >
      <span className="freshness-mark" aria-hidden="true" />
      <span className="strip-source-words">
        <span className="strip-source-state one-line">{text}</span>
        <span className="strip-source-more one-line">{moreText(status, standing, words)}</span>
      </span>
      <span className="visually-hidden">{words.t('replication.open')}</span>
    </button>
  );
}

/** Why it does not come, what should be looked at, or where it comes from. */
function moreText(status: StatusSnapshot, standing: Standing, words: Words): string {
  const { source, replica } = status;
  const trouble = standing === 'noBackend' ? null : troubleTitle(status, words);
  if (trouble !== null) return trouble;
  if (source.warnings.length > 0) return words.t('replication.warningCount', { value: source.warnings.length });
  if (standing === 'rebuilding' && replica.phase === 'loading') return words.t(`start.reason.${replica.reason}`);
  return words.t(`replication.kind.${source.kind}`);
}
