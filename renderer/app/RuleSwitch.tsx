import { RATE_RULES } from '../../shared/domain/rates.ts';
import { useWords } from '../lib/use-words.ts';
import { useLayersStore } from '../stores/layers.store.ts';
import { Segmented } from '../ui/Segmented.tsx';

/** Which of the two rules every coverage rate on screen follows. */
export function RuleSwitch() {
  const { t } = useWords();
  const rule = useLayersStore((state) => state.coverage.rule);
  const { setCoverage } = useLayersStore((state) => state.actions);
  return (
    <div className="rule-switch">
      <span className="rule-switch-label">{t('figure.coverageShort')}</span>
      <Segmented
        label={t('map.ruleSwitch')}
        value={rule}
        options={RATE_RULES.map((option) => ({ value: option, label: t(`rule.${option}`) }))}
        onChange={(next) => setCoverage({ rule: next })}
      />
    </div>
  );
}
