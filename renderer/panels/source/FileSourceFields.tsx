import { useWords } from '../../lib/use-words.ts';
import { AreaField } from './AreaField.tsx';
import { FileField } from './FileField.tsx';
import type { SourceFieldsProps } from './SourceFields.tsx';

/** Which area the files that are carried here are of, and whose signature on them counts. */
export function FileSourceFields({ form, current, invalid, onChange }: SourceFieldsProps) {
  const { t } = useWords();
  const kept = current.settings.kind === 'file' ? current.settings.publicKeys : '';
  return (
    <>
      <p className="source-note">{t('sourceSettings.fileIntro')}</p>
      <div className="source-fields">
        <AreaField areaCode={form.areaCode} isInvalid={invalid === 'area'} onChoose={(areaCode) => onChange({ areaCode })} />
        <FileField
          label={t('sourceSettings.publicKeys')}
          hint={t('sourceSettings.publicKeysHint')}
          error={invalid === 'publicKeys' ? t('sourceSettings.invalid.publicKeys') : null}
          accept=".pem,.pub,.txt"
          isKept={kept !== '' && form.publicKeys === kept}
          onText={(publicKeys) => onChange({ publicKeys })}
        />
      </div>
    </>
  );
}
