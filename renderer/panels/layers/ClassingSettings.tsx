import { type Classing, CLASSING_METHODS, type ClassingMethod } from '../../../shared/domain/classing.ts';
import { useFromChoropleth } from '../../lib/use-choropleth.ts';
import { useWords } from '../../lib/use-words.ts';
import { METRICS } from '../../metrics/index.ts';
import { classingOf, viewOf } from '../../metrics/metric-view.ts';
import { useLayersStore } from '../../stores/layers.store.ts';
import { Segmented } from '../../ui/Segmented.tsx';
import { BreakFields } from './BreakFields.tsx';
import { ClassHistogram } from './ClassHistogram.tsx';
import './classing.css';

const RECOUNT_MS = 2000;

/** How the metric's values become classes: a method, or limits that are dragged and typed beside their distribution. */
export function ClassingSettings() {
  const { t } = useWords();
  const settings = useLayersStore((state) => state.coverage);
  const { setCoverage } = useLayersStore((state) => state.actions);
  const { metric } = settings;
  const classing = classingOf(settings, metric);
  const breaks = useFromChoropleth(viewOf(settings), RECOUNT_MS, [], (choropleth) => choropleth.breaks);
  const change = (next: Classing): void => setCoverage({ classings: { ...settings.classings, [metric]: next } });
  const setBreaks = (manualBreaks: readonly number[]): void => change({ method: 'manual', manualBreaks });
  // By hand one goes on from what was seen.
  const setMethod = (method: ClassingMethod): void =>
    change({ method, manualBreaks: method === 'manual' && breaks.length > 0 ? breaks : classing.manualBreaks });
  const reset = (): void => setBreaks(METRICS[metric].manualBreaks);
  return (
    <div className="setting classing">
      <span className="setting-label">{t('layers.classing')}</span>
      <Segmented
        label={t('layers.classing')}
        value={classing.method}
        options={CLASSING_METHODS.map((method) => ({ value: method, label: t(`layers.classingMethod.${method}`) }))}
        onChange={setMethod}
      />
      <ClassHistogram breaks={breaks} onChange={setBreaks} />
      <BreakFields key={breaks.join()} metric={METRICS[metric]} breaks={breaks} onChange={setBreaks} onReset={reset} />
    </div>
  );
}
