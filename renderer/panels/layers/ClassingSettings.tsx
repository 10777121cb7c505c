import { chooseValue, chosenValue } from '../../app/choices/choice.ts';
import { classingChoices } from '../../app/choices/layer-choices.ts';
import { useFromChoropleth } from '../../lib/use-choropleth.ts';
import { useWords } from '../../lib/use-words.ts';
import { METRICS } from '../../metrics/index.ts';
import { viewOf } from '../../metrics/metric-view.ts';
import { useLayersStore } from '../../stores/layers.store.ts';
import { Segmented } from '../../ui/Segmented.tsx';
import { BreakFields } from './BreakFields.tsx';
import { ClassHistogram } from './ClassHistogram.tsx';
import './classing.css';

const RECOUNT_MS = 2000;

/** How the metric's values become classes: a method, or limits that are dragged and typed beside their distribution. */
export function ClassingSettings() {
  const words = useWords();
  const { t } = words;
  const settings = useLayersStore((state) => state.coverage);
  const { setCoverage } = useLayersStore((state) => state.actions);
  const { metric } = settings;
  const breaks = useFromChoropleth(viewOf(settings), RECOUNT_MS, [], (choropleth) => choropleth.breaks);
  const choices = classingChoices(words, breaks);
  const setBreaks = (manualBreaks: readonly number[]): void =>
    setCoverage({ classings: { ...settings.classings, [metric]: { method: 'manual', manualBreaks } } });
  const reset = (): void => setBreaks(METRICS[metric].manualBreaks);
  return (
    <div className="setting classing">
      <span className="setting-label">{t('layers.classing')}</span>
      <Segmented
        label={t('layers.classing')}
        value={chosenValue(choices)}
        options={choices}
        onChange={(value) => chooseValue(choices, value)}
      />
      <ClassHistogram breaks={breaks} onChange={setBreaks} />
      <BreakFields key={breaks.join()} metric={METRICS[metric]} breaks={breaks} onChange={setBreaks} onReset={reset} />
    </div>
  );
}
