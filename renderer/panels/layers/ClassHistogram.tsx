import { useServices } from '../../lib/services.ts';
import { useFromChoropleth } from '../../lib/use-choropleth.ts';
import { useWords } from '../../lib/use-words.ts';
import { classOf } from '../../../shared/domain/classing.ts';
import { MAP_THEMES } from '../../map/map-theme.ts';
import { paletteSlotOf } from '../../metrics/choropleth.ts';
import { type Histogram, histogramOf } from '../../metrics/histogram.ts';
import type { GridMetric } from '../../metrics/grid-metric.ts';
import { METRICS } from '../../metrics/index.ts';
import { viewOf } from '../../metrics/metric-view.ts';
import { limitText } from '../../metrics/metric-words.ts';
import { useLayersStore } from '../../stores/layers.store.ts';
import { useSettingsStore } from '../../stores/settings.store.ts';
import { BreakHandle } from './BreakHandle.tsx';

const BARS = 60;
const HEIGHT = 72;
const RECOUNT_MS = 2000;

interface ClassHistogramProps {
  readonly breaks: readonly number[];
  readonly onChange: (breaks: readonly number[]) => void;
}

/** How the values of the area's grids are spread, in the colours of their classes; the limits are handles. */
export function ClassHistogram({ breaks, onChange }: ClassHistogramProps) {
  const { t, count } = useWords();
  const { city } = useServices();
  const settings = useLayersStore((state) => state.coverage);
  const metric = METRICS[settings.metric];
  const histogram = useFromChoropleth(viewOf(settings), RECOUNT_MS, [city, breaks], ({ values }) =>
    histogramOf(values, breaks, metric.range, BARS),
  );
  const { from, to, total } = histogram;
  const ends = { from: limitText(from, metric.unit), to: limitText(to, metric.unit) };
  return (
    <figure className="class-histogram" aria-label={t('metric.histogram')}>
      <div className="class-histogram-plot">
        <Bars histogram={histogram} breaks={breaks} metric={metric} />
        {total > 0 &&
          breaks.map((value, index) => (
            <BreakHandle
              key={index}
              label={t('metric.limit', { number: index + 1 })}
              value={value}
              axis={histogram}
              between={{ from: breaks[index - 1] ?? metric.range.from, to: breaks[index + 1] ?? metric.range.to }}
              unit={metric.unit}
              onChange={(next) => onChange(breaks.with(index, next))}
            />
          ))}
      </div>
      <figcaption>{t('metric.histogramOf', { value: count(total), ...ends })}</figcaption>
    </figure>
  );
}

/** Heights are square roots: a bar of three grids beside one of three thousand can still be seen. */
function Bars({
  histogram,
  breaks,
  metric,
}: {
  readonly histogram: Histogram;
  readonly breaks: readonly number[];
  readonly metric: GridMetric;
}) {
  const theme = useSettingsStore((state) => state.theme);
  const { classes } = MAP_THEMES[theme].palettes[metric.palette];
  const { bars, from, to } = histogram;
  const tallest = Math.sqrt(bars.reduce((most, count) => Math.max(most, count), 1));
  return (
    <svg viewBox={`0 0 ${BARS} ${HEIGHT}`} preserveAspectRatio="none" aria-hidden="true">
      {[...bars].map((count, index) => {
        const middle = from + ((index + 0.5) * (to - from)) / BARS;
        const fill = classes[paletteSlotOf(classOf(middle, breaks), breaks.length + 1, metric)];
        const height = (Math.sqrt(count) / tallest) * (HEIGHT - 4);
        return <rect key={index} x={index} y={HEIGHT - height} width={0.94} height={height} fill={fill} />;
      })}
    </svg>
  );
}
