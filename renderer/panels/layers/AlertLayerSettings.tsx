import { ALERT_KINDS, ALERT_LEVELS, ALERT_STATES } from '../../../shared/domain/alerts.ts';
import { useWords } from '../../lib/use-words.ts';
import { type AlertSettings, useLayersStore } from '../../stores/layers.store.ts';
import { AlertMark } from '../../ui/AlertMark.tsx';
import { Segmented } from '../../ui/Segmented.tsx';

const WINDOWS: readonly AlertSettings['windowHours'][] = [1, 24, 168];

/** Time window, and which levels, kinds and states the map shows. */
export function AlertLayerSettings() {
  const { t } = useWords();
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
      <CheckList
        title={t('layers.levels')}
        names={ALERT_LEVELS.map((level) => t(`alertLevel.${level}`))}
        hidden={settings.hiddenLevels}
        onChange={(hiddenLevels) => setAlerts({ hiddenLevels })}
        hasMarks
      />
      <CheckList
        title={t('layers.states')}
        names={ALERT_STATES.map((state) => t(`alertState.${state}`))}
        hidden={settings.hiddenStates}
        onChange={(hiddenStates) => setAlerts({ hiddenStates })}
      />
      <CheckList
        title={t('layers.kinds')}
        names={ALERT_KINDS.map((kind) => t(`alertKind.${kind}`))}
        hidden={settings.hiddenKinds}
        onChange={(hiddenKinds) => setAlerts({ hiddenKinds })}
      />
    </div>
  );
}

interface CheckListProps {
  readonly title: string;
  readonly names: readonly string[];
  /** Indices that are left out. */
  readonly hidden: readonly number[];
  readonly onChange: (hidden: readonly number[]) => void;
  readonly hasMarks?: boolean;
}

function CheckList({ title, names, hidden, onChange, hasMarks = false }: CheckListProps) {
  const toggle = (index: number) => onChange(hidden.includes(index) ? hidden.filter((other) => other !== index) : [...hidden, index]);
  return (
    <fieldset className="check-list">
      <legend className="setting-label">{title}</legend>
      {names.map((name, index) => (
        <label key={name} className="check-item">
          <input type="checkbox" checked={!hidden.includes(index)} onChange={() => toggle(index)} />
          {hasMarks && <AlertMark level={index} />}
          {name}
        </label>
      ))}
    </fieldset>
  );
}
