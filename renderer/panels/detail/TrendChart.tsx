import { BarChart, LineChart } from 'echarts/charts';
import { AriaComponent, GridComponent, TooltipComponent } from 'echarts/components';
import * as echarts from 'echarts/core';
import { CanvasRenderer } from 'echarts/renderers';
import { useEffect, useMemo, useRef } from 'react';
import { formatDay } from '../../../shared/domain/time.ts';
import { useWords } from '../../lib/use-words.ts';
import { type Theme, useSettingsStore } from '../../stores/settings.store.ts';
import { useInterfaceScale } from '../../app/appearance.ts';
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
  const { scalePercent } = useInterfaceScale();
  const container = useRef<HTMLDivElement>(null);
  const option = useMemo(
    () =>
      chartOption(points, theme, (point) =>
        tooltipText(point, t('figure.coverageShort'), rate(point.rate), t('figure.alertsRaised'), count(point.alerts)),
      ),
    [points, theme, t, rate, count],
  );
  const latestOption = useRef(option);
  latestOption.current = option;
  const chart = useRef<echarts.EChartsType | null>(null);

  useEffect(() => {
    if (container.current === null) return undefined;
    const made = echarts.init(container.current, null, {
      renderer: 'canvas',
      devicePixelRatio: (window.devicePixelRatio * scalePercent) / 100,
    });
    made.setOption(latestOption.current);
    chart.current = made;
    const observer = new ResizeObserver(() => made.resize());
    observer.observe(container.current);
    return () => {
      observer.disconnect();
      chart.current = null;
      made.dispose();
    };
  }, [scalePercent]);
  useEffect(() => chart.current?.setOption(option, { notMerge: true }), [option]);

  return (
    <>
      <div ref={container} className="trend-chart" aria-hidden="true" />
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
  return `{day|${formatDay(point.day)}}\n{name|${rateName}}  {value|${rateText}}\n{name|${alertsName}}  {value|${alertsText}}`;
}

/** Where the axis starts: a whole ten per cent below the lowest rate, so that a bad week is seen without hiding how far it is from all. */
function axisStart(points: readonly TrendPoint[]): number {
  const lowest = Math.min(1, ...points.map((point) => point.rate ?? 1));
  return Math.min(0.8, Math.max(0, Math.floor(lowest * 10 - 0.5) / 10));
}

/** The chart paints on a canvas: it needs the theme's colours as text. The document may still be changing to that theme, so they are asked of an element that wears it. */
function colorsOf(theme: Theme): (name: string) => string {
  const probe = document.createElement('div');
  probe.dataset['theme'] = theme;
  document.body.append(probe);
  const style = getComputedStyle(probe);
  const names = ['--amber', '--bar', '--font', '--secondary', '--raised', '--line-strong', '--text', '--strong', '--line', '--bar-track'];
  const colors = new Map(names.map((name) => [name, style.getPropertyValue(name).trim()]));
  probe.remove();
  return (name) => colors.get(name) ?? '';
}

function chartOption(points: readonly TrendPoint[], theme: Theme, describe: (point: TrendPoint) => string) {
  const color = colorsOf(theme);
  const latest = points.findLast((point) => point.rate !== null)?.rate ?? null;
  const line = isBehind(latest) ? color('--amber') : color('--bar');
  const font = color('--font');
  const lowest = axisStart(points);
  const label = { color: color('--secondary'), fontSize: 11, fontFamily: font };
  return {
    animation: false,
    textStyle: { fontFamily: font },
    grid: { left: 34, right: 4, top: 8, bottom: 20 },
    tooltip: {
      trigger: 'axis',
      renderMode: 'richText',
      confine: true,
      backgroundColor: color('--raised'),
      borderColor: color('--line-strong'),
      padding: [6, 10],
      axisPointer: { type: 'line', lineStyle: { color: color('--line-strong') } },
      textStyle: {
        color: color('--text'),
        fontSize: 12,
        fontFamily: font,
        rich: {
          day: { color: color('--strong'), fontWeight: 'bold', lineHeight: 18 },
          name: { color: color('--secondary'), lineHeight: 18 },
          value: { color: color('--text'), lineHeight: 18 },
        },
      },
      formatter: (items: readonly { readonly dataIndex: number }[]) => {
        const point = points[items[0]?.dataIndex ?? -1];
        return point === undefined ? '' : describe(point);
      },
    },
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
