import { RATE_RULES } from '../../../shared/domain/rates.ts';
import { ChoiceSelect } from '../../app/choices/ChoiceSelect.tsx';
import { scopeChoices } from '../../app/choices/layer-choices.ts';
import { useServices } from '../../lib/services.ts';
import { useRevision } from '../../lib/use-live.ts';
import { useWords } from '../../lib/use-words.ts';
import { useLayersStore } from '../../stores/layers.store.ts';
import { Segmented } from '../../ui/Segmented.tsx';
import { ClassingSettings } from './ClassingSettings.tsx';
import { ComparedBatchSetting } from './ComparedBatchSetting.tsx';

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
  const words = useWords();
  const { status } = useServices().live;
  useRevision(status, 5000);
  useLayersStore((state) => state.coverage.scope);
  return (
    <label className="setting">
      <span className="setting-label">{words.t('scope.label')}</span>
      <ChoiceSelect choices={scopeChoices(words, status.snapshot?.batches ?? [])} />
    </label>
  );
}
