import { HTMLSelect } from '@blueprintjs/core';
import { type CurrentSource, TLS_CHOICES } from '../../../shared/contract/source-settings.ts';
import { useWords } from '../../lib/use-words.ts';
import { AreaField } from './AreaField.tsx';
import { Field } from './Field.tsx';
import { FileField } from './FileField.tsx';
import type { InvalidField, SourceForm } from './source-form.ts';

export interface SourceFieldsProps {
  readonly form: SourceForm;
  readonly current: CurrentSource;
  /** The field that is wrong. */
  readonly invalid: InvalidField | null;
  readonly onChange: (changed: Partial<SourceForm>) => void;
}

/** Where the servers are, who we are there, and which area is ours. */
export function SourceFields({ form, current, invalid, onChange }: SourceFieldsProps) {
  const { t } = useWords();
  const wrong = (...fields: readonly InvalidField[]): string | null =>
    invalid !== null && fields.includes(invalid) ? t(`sourceSettings.invalid.${invalid}`) : null;
  const isPostgres = form.kind === 'postgres';
  return (
    <div className="source-fields">
      <Field
        label={t('sourceSettings.addresses')}
        hint={t('sourceSettings.addressesHint')}
        error={wrong('addresses', 'host', 'scheme', 'parameter', 'password')}
      >
        {(ids) => (
          <input
            {...ids}
            type="text"
            spellCheck={false}
            autoComplete="off"
            value={form.addresses}
            onChange={(event) => onChange({ addresses: event.currentTarget.value })}
          />
        )}
      </Field>
      {isPostgres && (
        <>
          <Field label={t('sourceSettings.database')} error={wrong('database')}>
            {(ids) => (
              <input
                {...ids}
                type="text"
                spellCheck={false}
                value={form.database}
                onChange={(event) => onChange({ database: event.currentTarget.value })}
              />
            )}
          </Field>
          <Field label={t('sourceSettings.user')} error={wrong('user')}>
            {(ids) => (
              <input
                {...ids}
                type="text"
                spellCheck={false}
                autoComplete="off"
                value={form.user}
                onChange={(event) => onChange({ user: event.currentTarget.value })}
              />
            )}
          </Field>
        </>
      )}
      <AreaField areaCode={form.areaCode} isInvalid={invalid === 'area'} onChoose={(areaCode) => onChange({ areaCode })} />
      <SecretField form={form} current={current} error={wrong('secret')} onChange={onChange} />
      <FileField
        label={t('sourceSettings.certificate')}
        hint={t('sourceSettings.certificateHint')}
        error={wrong('certificate')}
        accept=".pem,.crt,.cer"
        isKept={current.hasRootCertificate && form.rootCertificate === null}
        onText={(rootCertificate) => onChange({ rootCertificate })}
        onRemove={() => onChange({ rootCertificate: '' })}
      />
      {isPostgres && (
        <>
          <PathField
            label={t('sourceSettings.clientCertificate')}
            hint={t('sourceSettings.clientCertificateHint')}
            error={wrong('clientCertificate')}
            path={form.certificatePath}
            onPath={(certificatePath) => onChange({ certificatePath })}
          />
          <PathField
            label={t('sourceSettings.clientKey')}
            hint={t('sourceSettings.clientKeyHint')}
            error={wrong('clientKey')}
            path={form.keyPath}
            onPath={(keyPath) => onChange({ keyPath })}
          />
        </>
      )}
      <Field label={t('sourceSettings.tls')}>
        {(ids) => (
          <HTMLSelect
            {...ids}
            value={form.tls}
            options={TLS_CHOICES.map((value) => ({ value, label: t(`sourceSettings.tlsChoice.${value}`) }))}
            onChange={({ currentTarget: { value } }) => onChange({ tls: TLS_CHOICES.find((choice) => choice === value) ?? 'standard' })}
          />
        )}
      </Field>
      <Field label={t('sourceSettings.station')} hint={t('sourceSettings.stationHint')} error={wrong('station')}>
        {(ids) => (
          <input
            {...ids}
            type="text"
            spellCheck={false}
            value={form.station}
            onChange={(event) => onChange({ station: event.currentTarget.value })}
          />
        )}
      </Field>
    </div>
  );
}

interface PathFieldProps {
  readonly label: string;
  readonly hint: string;
  readonly error: string | null;
  readonly path: string;
  readonly onPath: (path: string) => void;
}

/** A file that stays where it is: what it holds never comes here. */
function PathField({ label, hint, error, path, onPath }: PathFieldProps) {
  return (
    <Field label={label} hint={hint} error={error}>
      {(ids) => (
        <input
          {...ids}
          type="text"
          spellCheck={false}
          autoComplete="off"
          value={path}
          onChange={(event) => onPath(event.currentTarget.value)}
        />
      )}
    </Field>
  );
}

/** The password, or the file that NATS gives out; what is kept is never shown. */
function SecretField({ form, current, error, onChange }: Omit<SourceFieldsProps, 'invalid'> & { readonly error: string | null }) {
  const { t } = useWords();
  const isKept = current.hasSecret && current.settings.kind === form.kind;
  if (form.kind === 'nats') {
    return (
      <FileField
        label={t('sourceSettings.credentials')}
        error={error}
        accept=".creds,.nk,.txt"
        isKept={isKept}
        onText={(secret) => onChange({ secret })}
      />
    );
  }
  return (
    <Field label={t('sourceSettings.password')} error={error}>
      {(ids) => (
        <input
          {...ids}
          type="password"
          autoComplete="new-password"
          placeholder={isKept ? t('sourceSettings.secretKept') : ''}
          value={form.secret ?? ''}
          onChange={(event) => onChange({ secret: event.currentTarget.value === '' ? null : event.currentTarget.value })}
        />
      )}
    </Field>
  );
}
