import type { SourceFinding } from '../../../shared/contract/source-settings.ts';
import { useWords } from '../../lib/use-words.ts';

/** What was tried, line by line, and what to do about what is wrong. */
export function Findings({ findings }: { readonly findings: readonly SourceFinding[] }) {
  const { t } = useWords();
  return (
    <ol className="source-findings">
      {findings.map(({ step, outcome, trouble }) => (
        <li key={step} data-outcome={outcome}>
          <span className="source-finding-mark" aria-hidden="true" />
          <span>{t(`sourceSettings.step.${step}`)}</span>
          <span className="source-outcome">{t(`sourceSettings.outcome.${outcome}`)}</span>
          {trouble !== null && (
            <p>
              {t('sourceSettings.finding', {
                title: t(`replication.trouble.${trouble.code}.title`),
                text: t(`replication.trouble.${trouble.code}.text`),
              })}
            </p>
          )}
        </li>
      ))}
    </ol>
  );
}
