import type { RefusedFile } from '../../../shared/contract/import-preview.ts';
import { useWords } from '../../lib/use-words.ts';

/** Each sentence takes its own. */
const NO_DETAILS = { key: '', area: '', number: '', needed: '' };

interface RefusedFilesProps {
  readonly refused: readonly RefusedFile[];
  readonly brought: ReadonlySet<string>;
}

/** Files that are not imported, and why. What was imported long ago may lie on a medium for ever: it is named to who brought it just now. */
export function RefusedFiles({ refused, brought }: RefusedFilesProps) {
  const { t } = useWords();
  const shown = refused.filter(({ code, name }) => code !== 'file-repeated' || brought.has(name));
  if (shown.length === 0) return null;
  return (
    <section className="import-refused" aria-label={t('importFiles.refusedTitle')} role="alert">
      <h3>{t('importFiles.refusedTitle')}</h3>
      <ul>
        {shown.map(({ name, code, details }) => (
          <li key={name}>
            <span>{name}</span>
            <p>
              {t(`importFiles.refused.${code}`, { ...NO_DETAILS, ...details })} <span className="import-code">{code}</span>
            </p>
          </li>
        ))}
      </ul>
    </section>
  );
}
