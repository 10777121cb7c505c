import { useState } from 'react';
import { useWords } from '../../lib/use-words.ts';
import { Field } from './Field.tsx';

interface FileFieldProps {
  readonly label: string;
  readonly hint?: string;
  readonly error: string | null;
  readonly accept: string;
  /** One was given before and is kept. */
  readonly isKept: boolean;
  readonly onText: (text: string) => void;
  /** Takes away the one that is kept; left out where it cannot be. */
  readonly onRemove?: () => void;
}

/** A small text file: it is read here, and only its text goes to the backend, which may not see this user's folders. */
export function FileField({ label, hint, error, accept, isKept, onText, onRemove }: FileFieldProps) {
  const { t } = useWords();
  const [name, setName] = useState('');
  const choose = async (file: File | undefined): Promise<void> => {
    if (file === undefined) return;
    onText(await file.text());
    setName(file.name);
  };
  return (
    <Field label={label} error={error} {...(hint === undefined ? {} : { hint })}>
      {(ids) => (
        <span className="source-file">
          <input
            {...ids}
            type="file"
            className="visually-hidden"
            accept={accept}
            onChange={(event) => void choose(event.currentTarget.files?.[0])}
          />
          {/* The browser's own button speaks the browser's language. */}
          <label htmlFor={ids.id} className="plain-button" aria-hidden="true">
            {t('sourceSettings.choose')}
          </label>
          {name !== '' && <span>{t('sourceSettings.secretChosen', { name })}</span>}
          {name === '' && isKept && <span className="quiet">{t('sourceSettings.certificateKept')}</span>}
          {name === '' && isKept && onRemove !== undefined && (
            <button type="button" className="text-button" onClick={onRemove}>
              {t('sourceSettings.certificateRemove')}
            </button>
          )}
        </span>
      )}
    </Field>
  );
}
