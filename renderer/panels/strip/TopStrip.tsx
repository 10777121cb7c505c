import { areaName } from '../../../shared/domain/areas.ts';
import { minuteOfDay } from '../../../shared/domain/time.ts';
import { useServices } from '../../lib/services.ts';
import { useAreaFigures } from '../../lib/use-figures.ts';
import { useNow } from '../../lib/use-live.ts';
import { useWords } from '../../lib/use-words.ts';
import { useLayersStore } from '../../stores/layers.store.ts';
import { useSelectionStore } from '../../stores/selection.store.ts';
import { AlertFigure } from './AlertFigure.tsx';
import { Clock } from './Clock.tsx';
import { StripMoment } from '../time/StripMoment.tsx';
import { CoverageFigure } from './CoverageFigure.tsx';
import { FreshnessMarks } from './FreshnessMarks.tsx';
import { TaskFigureCell, VerifiedFigure } from './TaskFigureCell.tsx';
import { WorkerFigure } from './WorkerFigure.tsx';
import './top-strip.css';

/** Day shift 08:00–20:00, night shift the rest, as street offices keep them. */
const DAY_SHIFT = { fromMinute: 8 * 60, toMinute: 20 * 60 };

/** What an operator must see at a glance of the area in view, and how old it is. */
export function TopStrip() {
  const selected = useSelectionStore((state) => state.selected);
  const scope = useLayersStore((state) => state.coverage.scope);
  const rule = useLayersStore((state) => state.coverage.rule);
  const figures = useAreaFigures(selected);
  const cell = { area: selected, scope, figures };
  return (
    <>
      <ProductTitle />
      <div className="strip-figures">
        <StripMoment />
        <CoverageFigure {...cell} rule={rule} />
        <VerifiedFigure {...cell} rule={rule} />
        <TaskFigureCell {...cell} figure="overdue" needsAttention />
        <TaskFigureCell {...cell} figure="unplaced" />
        <AlertFigure area={selected} />
        <WorkerFigure area={selected} />
      </div>
      <FreshnessMarks />
      <Clock />
    </>
  );
}

function ProductTitle() {
  const { t } = useWords();
  const { city } = useServices();
  const selected = useSelectionStore((state) => state.selected);
  const minute = minuteOfDay(useNow(60_000));
  const isDay = minute >= DAY_SHIFT.fromMinute && minute < DAY_SHIFT.toMinute;
  return (
    <div className="strip-title">
      <h1 className="strip-product one-line">{t('app.name')}</h1>
      <p className="strip-where one-line">
        {areaName(city, selected)} · {t('app.onDuty')} · {t(isDay ? 'app.shiftDay' : 'app.shiftNight')}
      </p>
    </div>
  );
}
