import { BarChart, LineChart } from 'echarts/charts';
import { AriaComponent, GridComponent, TooltipComponent } from 'echarts/components';
import * as echarts from 'echarts/core';
import { CanvasRenderer } from 'echarts/renderers';
import { useMemo } from 'react';
import { formatDay } from '../../../shared/domain/time.ts';
import { useWords } from '../../lib/use-words.ts';
import { type Theme, useSettingsStore } from '../../stores/settings.store.ts';
import { Chart } from '../../ui/Chart.tsx';
import { axisLabel, axisTooltip, chartColors } from '../../ui/chart-style.ts';
import { isBehind } from '../../ui/RateBar.tsx';
import './trend-chart.css';

echarts.use([LineChart, BarChart, GridComponent, TooltipComponent, AriaComponent, CanvasRenderer]);

export interface TrendPoint {
  readonly day: number;
  readonly rate: number | null;
  readonly alerts: number;
}

/** The line of the rates over quiet bars of alerts; what it shows also stands in a table for screen readers. */
export function TrendChart({ points }: { readonly points: readonly TrendPoint[] }) {
  const { t, rate, count } = useWords();
  const theme = useSettingsStore((state) => state.theme);
  const option = useMemo(
    () =>
      chartOption(points, theme, (point) =>
        tooltipText(point, t('figure.coverageShort'), rate(point.rate), t('figure.alertsRaised'), count(point.alerts)),
      ),
    [points, theme, t, rate, count],
  );
  return (
    <>
      <Chart option={option} className="trend-chart" />
      <table className="visually-hidden">
        <caption>{t('detail.trend')}</caption>
        <tbody>
          {points.map((point) => (
            <tr key={point.day}>
              <th scope="row">{formatDay(point.day)}</th>
              <td>{rate(point.rate)}</td>
            </tr>
          ))}
        </tbody>
      </table>
    </>
  );
}

function tooltipText(point: TrendPoint, rateName: string, rateText: string, alertsName: string, alertsText: string): string {
  return `{head|${formatDay(point.day)}}\n{name|${rateName}}  {value|${rateText}}\n{name|${alertsName}}  {value|${alertsText}}`;
}

/** Where the axis starts: a whole ten per cent below the lowest rate, so that a bad week is seen without hiding how far it is from all. */
function axisStart(points: readonly TrendPoint[]): number {
  const lowest = Math.min(1, ...points.map((point) => point.rate ?? 1));
  return Math.min(0.8, Math.max(0, Math.floor(lowest * 10 - 0.5) / 10));
}

function chartOption(points: readonly TrendPoint[], theme: Theme, describe: (point: TrendPoint) => string) {
  const color = chartColors(theme);
  const latest = points.findLast((point) => point.rate !== null)?.rate ?? null;
  const line = isBehind(latest) ? color('--amber') : color('--bar');
  const lowest = axisStart(points);
  const label = axisLabel(color);
  return {
    animation: false,
    textStyle: { fontFamily: color('--font') },
    grid: { left: 34, right: 4, top: 8, bottom: 20 },
    tooltip: axisTooltip(color, (index) => {
      const point = points[index];
      return point === undefined ? '' : describe(point);
    }),
    xAxis: {
      type: 'category',
      data: points.map((point) => formatDay(point.day).slice(5)),
      boundaryGap: true,
      axisTick: { show: false },
      axisLine: { lineStyle: { color: color('--line') } },
      axisLabel: { ...label, interval: (index: number) => (points.length - 1 - index) % 3 === 0 },
    },
    yAxis: [
      {
        type: 'value',
        min: lowest,
        max: 1,
        interval: (1 - lowest) / 2,
        axisLabel: { ...label, formatter: (value: number) => `${Math.round(value * 100)}%` },
        splitLine: { lineStyle: { color: color('--line') } },
      },
      { type: 'value', show: false, max: ({ max }: { readonly max: number }) => Math.max(1, max * 3) },
    ],
    series: [
      {
        type: 'bar',
        yAxisIndex: 1,
        data: points.map((point) => point.alerts),
        barWidth: '46%',
        itemStyle: { color: color('--bar-track') },
        silent: true,
      },
      {
        type: 'line',
        data: points.map((point) => point.rate),
        symbol: 'circle',
        symbolSize: 4,
        showSymbol: false,
        lineStyle: { color: line, width: 1.6 },
        itemStyle: { color: line },
        areaStyle: { color: line, opacity: 0.14 },
      },
    ],
  };
}
