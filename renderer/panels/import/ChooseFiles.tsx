import { useId } from 'react';
import { useWords } from '../../lib/use-words.ts';
import type { BroughtFile } from './bring-file.ts';

interface ChooseFilesProps {
  readonly isBusy: boolean;
  readonly onChoose: (files: readonly BroughtFile[]) => void;
}

/** The browser's own button speaks the browser's language: its label stands for it. */
export function ChooseFiles({ isBusy, onChoose }: ChooseFilesProps) {
  const { t } = useWords();
  const id = useId();
  return (
    <div className="import-choose">
      <input
        id={id}
        type="file"
        className="visually-hidden"
        accept=".changes"
        multiple
        disabled={isBusy}
        aria-label={t('importFiles.choose')}
        onChange={(event) => {
          const files = [...(event.currentTarget.files ?? [])];
          // The same file chosen again, mended meanwhile, is a change too.
          event.currentTarget.value = '';
          if (files.length > 0) onChoose(files);
        }}
      />
      <label htmlFor={id} className="plain-button" aria-hidden="true" data-disabled={isBusy}>
        {t('importFiles.choose')}
      </label>
    </div>
  );
}
