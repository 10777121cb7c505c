import { HTMLSelect } from '@blueprintjs/core';
import { useState } from 'react';
import { CLASSING_METHODS, COVERAGE_BREAKS } from '../../../shared/domain/classing.ts';
import { RATE_RULES } from '../../../shared/domain/rates.ts';
import { useServices } from '../../lib/services.ts';
import { useRevision } from '../../lib/use-live.ts';
import { useWords } from '../../lib/use-words.ts';
import { useLayersStore } from '../../stores/layers.store.ts';
import { Segmented } from '../../ui/Segmented.tsx';
import { parseScopeValue, scopeValue } from './scope-value.ts';

/** Rule, scope and classes of the choropleth. Rule and scope hold for the whole console: strip, tree and tables follow them. */
export function CoverageLayerSettings() {
  const { t } = useWords();
  const settings = useLayersStore((state) => state.coverage);
  const { setCoverage } = useLayersStore((state) => state.actions);
  return (
    <div className="layer-settings">
      <div className="setting">
        <span className="setting-label">{t('rule.label')}</span>
        <Segmented
          label={t('rule.label')}
          value={settings.rule}
          options={RATE_RULES.map((rule) => ({ value: rule, label: t(`rule.${rule}`) }))}
          onChange={(rule) => setCoverage({ rule })}
        />
      </div>
      <ScopeSetting />
      <div className="setting">
        <span className="setting-label">{t('layers.classing')}</span>
        <Segmented
          label={t('layers.classing')}
          value={settings.classing}
          options={CLASSING_METHODS.map((method) => ({ value: method, label: t(`layers.classingMethod.${method}`) }))}
          onChange={(classing) => setCoverage({ classing })}
        />
      </div>
      {settings.classing === 'manual' && <BreaksSetting key={settings.manualBreaks.join()} />}
    </div>
  );
}

function ScopeSetting() {
  const { t, day } = useWords();
  const { status } = useServices().live;
  useRevision(status, 5000);
  const scope = useLayersStore((state) => state.coverage.scope);
  const { setCoverage } = useLayersStore((state) => state.actions);
  const batches = [...(status.snapshot?.batches ?? [])].sort((one, other) => other.pushedAtMs - one.pushedAtMs);
  const days = [...new Set(batches.map((batch) => batch.day))];
  return (
    <label className="setting">
      <span className="setting-label">{t('scope.label')}</span>
      <HTMLSelect
        value={scopeValue(scope)}
        onChange={(event) => {
          const next = parseScopeValue(event.currentTarget.value);
          if (next !== null) setCoverage({ scope: next });
        }}
      >
        <option value="today">{t('scope.today')}</option>
        <option value="all">{t('scope.all')}</option>
        {days.map((number) => (
          <option key={number} value={`day:${number}`}>
            {t('scope.day', { day: day(number) })}
          </option>
        ))}
        {batches.map((batch) => (
          <option key={batch.id} value={`batch:${batch.id}`}>
            {t('scope.batch', { code: batch.code })}
          </option>
        ))}
      </HTMLSelect>
    </label>
  );
}

/** Four limits in percent; they are applied together as soon as they ascend. */
function BreaksSetting() {
  const { t } = useWords();
  const breaks = useLayersStore((state) => state.coverage.manualBreaks);
  const { setCoverage } = useLayersStore((state) => state.actions);
  const [texts, setTexts] = useState(() => breaks.map((value) => String(Math.round(value * 1000) / 10)));
  const values = texts.map((text) => Number(text) / 100);
  const isValid = values.every((value, index) => value > (values[index - 1] ?? 0) && value < 1);
  const apply = (): void => {
    if (isValid && values.join() !== breaks.join()) setCoverage({ manualBreaks: values });
  };
  return (
    <fieldset className="setting breaks">
      <legend className="setting-label">{t('layers.manualBreaks')}</legend>
      <div className="break-fields">
        {texts.map((text, index) => (
          <input
            key={index}
            className="field"
            inputMode="decimal"
            aria-label={`${t('layers.manualBreaks')} ${index + 1}`}
            aria-invalid={!isValid}
            value={text}
            onChange={(event) => setTexts(texts.map((other, at) => (at === index ? event.currentTarget.value : other)))}
            onBlur={apply}
            onKeyDown={(event) => event.key === 'Enter' && apply()}
          />
        ))}
        <button type="button" className="text-button" onClick={() => setCoverage({ manualBreaks: COVERAGE_BREAKS })}>
          {t('layers.resetBreaks')}
        </button>
      </div>
      {!isValid && (
        <p role="alert" className="field-error">
          {t('layers.breaksInvalid')}
        </p>
      )}
    </fieldset>
  );
}
