import { HOUR_MS, MINUTE_MS, minuteOfDay } from '../../../shared/domain/time.ts';
import { formatMinute } from '../../lib/format.ts';
import type { Theme } from '../../stores/settings.store.ts';
import { axisLabel, axisTooltip, type ChartColor, chartColors } from '../../ui/chart-style.ts';
import { type LagPoint, type LagRun, lagRuns } from './lag-series.ts';

/** A second, a minute, an hour: everything from a heartbeat to a long outage in one picture. */
const LOG_BASE = 60;
const LEAST_SECONDS = 1;
/** An hour, a day, ten days, a year. */
const TOPS_SECONDS = [3600, 86_400, 864_000, 31_536_000];
const LABEL_EVERY_MINUTES = (4 * HOUR_MS) / MINUTE_MS;

/** What is not as it should be is shaded behind the line. */
const SHADES: { readonly [State in LagPoint['state']]: { readonly color: Parameters<ChartColor>[0]; readonly opacity: number } | null } = {
  live: null,
  behind: null,
  rebuilding: { color: '--action', opacity: 0.2 },
  offline: { color: '--late', opacity: 0.22 },
  stopped: { color: '--late', opacity: 0.22 },
  off: { color: '--bar-track', opacity: 0.55 },
};

function shadeOf({ state, from, to }: LagRun, color: ChartColor) {
  const shade = SHADES[state];
  return shade === null
    ? []
    : [[{ xAxis: from, itemStyle: { color: color(shade.color), opacity: shade.opacity } }, { xAxis: Math.max(to, from + 1) }]];
}

export interface LagChartWords {
  /** `5 秒`. */
  age(durationMs: number): string;
  /** What stands under the pointer. */
  describe(point: LagPoint): string;
}

/** How far behind as a line on a logarithmic scale, and shades where it did not run as it should. */
export function lagChartOption(points: readonly LagPoint[], theme: Theme, { age, describe }: LagChartWords) {
  const color = chartColors(theme);
  const label = axisLabel(color);
  const lag = points.map(({ lagMs }) => (lagMs === null ? null : Math.max(LEAST_SECONDS, lagMs / 1000)));
  const highest = Math.max(...lag.map((seconds) => seconds ?? 0));
  return {
    animation: false,
    textStyle: { fontFamily: color('--font') },
    grid: { left: 52, right: 12, top: 8, bottom: 22 },
    tooltip: axisTooltip(color, (index) => {
      const point = points[index];
      return point === undefined ? '' : describe(point);
    }),
    xAxis: {
      type: 'category',
      data: points.map(({ atMs }) => formatMinute(atMs)),
      boundaryGap: false,
      axisTick: { show: false },
      axisLine: { lineStyle: { color: color('--line') } },
      axisLabel: { ...label, interval: (index: number) => minuteOfDay(points[index]?.atMs ?? 0) % LABEL_EVERY_MINUTES === 0 },
    },
    yAxis: {
      type: 'log',
      logBase: LOG_BASE,
      min: LEAST_SECONDS,
      max: TOPS_SECONDS.find((seconds) => seconds >= highest) ?? highest,
      axisLabel: { ...label, formatter: (seconds: number) => age(seconds * 1000) },
      splitLine: { lineStyle: { color: color('--line') } },
    },
    series: [
      {
        type: 'line',
        data: lag,
        showSymbol: false,
        connectNulls: false,
        lineStyle: { color: color('--bar'), width: 1.6 },
        itemStyle: { color: color('--bar') },
        markArea: { silent: true, data: lagRuns(points).flatMap((run) => shadeOf(run, color)) },
      },
    ],
  };
}
