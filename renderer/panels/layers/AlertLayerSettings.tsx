import type { Choice } from '../../app/choices/choice.ts';
import { alertKindChoices, alertLevelChoices, alertStateChoices } from '../../app/choices/layer-choices.ts';
import { useWords } from '../../lib/use-words.ts';
import { type AlertSettings, useLayersStore } from '../../stores/layers.store.ts';
import { AlertMark } from '../../ui/AlertMark.tsx';
import { Segmented } from '../../ui/Segmented.tsx';

const WINDOWS: readonly AlertSettings['windowHours'][] = [1, 24, 168];

/** Time window, and which levels, kinds and states the map shows. */
export function AlertLayerSettings() {
  const words = useWords();
  const { t } = words;
  const settings = useLayersStore((state) => state.alerts);
  const { setAlerts } = useLayersStore((state) => state.actions);
  return (
    <div className="layer-settings">
      <div className="setting">
        <span className="setting-label">{t('layers.window')}</span>
        <Segmented
          label={t('layers.window')}
          value={String(settings.windowHours)}
          options={WINDOWS.map((hours) => ({ value: String(hours), label: t(`layers.windowHours.h${hours}`) }))}
          onChange={(value) => setAlerts({ windowHours: WINDOWS.find((hours) => String(hours) === value) ?? 24 })}
        />
      </div>
      <CheckList title={t('layers.levels')} choices={alertLevelChoices(words)} hasMarks />
      <CheckList title={t('layers.states')} choices={alertStateChoices(words)} />
      <CheckList title={t('layers.kinds')} choices={alertKindChoices(words)} />
    </div>
  );
}

interface CheckListProps {
  readonly title: string;
  readonly choices: readonly Choice[];
  readonly hasMarks?: boolean;
}

function CheckList({ title, choices, hasMarks = false }: CheckListProps) {
  return (
    <fieldset className="check-list">
      <legend className="setting-label">{title}</legend>
      {choices.map(({ value, label, isChosen, choose }) => (
        <label key={value} className="check-item">
          <input type="checkbox" checked={isChosen} onChange={choose} />
          {hasMarks && <AlertMark level={Number(value)} />}
          {label}
        </label>
      ))}
    </fieldset>
  );
}
