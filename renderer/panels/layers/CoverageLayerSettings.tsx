import { HTMLSelect } from '@blueprintjs/core';
import { RATE_RULES } from '../../../shared/domain/rates.ts';
import { useServices } from '../../lib/services.ts';
import { useRevision } from '../../lib/use-live.ts';
import { useWords } from '../../lib/use-words.ts';
import { useLayersStore } from '../../stores/layers.store.ts';
import { Segmented } from '../../ui/Segmented.tsx';
import { ClassingSettings } from './ClassingSettings.tsx';
import { ComparedBatchSetting } from './ComparedBatchSetting.tsx';
import { parseScopeValue, scopeValue } from './scope-value.ts';

/** Rule, scope and classes of the metric in view. Rule and scope hold for the whole console: strip, tree and tables follow them. */
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
      <ComparedBatchSetting />
      <ClassingSettings key={settings.metric} />
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
