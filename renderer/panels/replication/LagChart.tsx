import { LineChart } from 'echarts/charts';
import { GridComponent, MarkAreaComponent, TooltipComponent } from 'echarts/components';
import * as echarts from 'echarts/core';
import { CanvasRenderer } from 'echarts/renderers';
import { useMemo } from 'react';
import type { ReplicationSamples } from '../../../shared/contract/replication-history.ts';
import { formatMinute } from '../../lib/format.ts';
import { type Words, useWords } from '../../lib/use-words.ts';
import { useSettingsStore } from '../../stores/settings.store.ts';
import { Chart } from '../../ui/Chart.tsx';
import { PanelMessage } from '../../ui/PanelMessage.tsx';
import { Section } from '../../ui/Section.tsx';
import { lagChartOption } from './lag-chart-option.ts';
import { type LagPoint, lagByHour, lagPoints, worstLagMs } from './lag-series.ts';

echarts.use([LineChart, GridComponent, MarkAreaComponent, TooltipComponent, CanvasRenderer]);

const KEYED = ['behind', 'rebuilding', 'offline', 'off'] as const;

/** How far behind the replica was, minute by minute over a day. */
export function LagChart({ samples, nowMs }: { readonly samples: ReplicationSamples; readonly nowMs: number }) {
  const words = useWords();
  const { t, age } = words;
  const theme = useSettingsStore((state) => state.theme);
  const points = useMemo(() => lagPoints(samples, nowMs), [samples, nowMs]);
  const option = useMemo(
    () => lagChartOption(points, theme, { age: words.age, describe: (point) => tooltipText(point, words) }),
    [points, theme, words],
  );
  const worst = worstLagMs(points);
  if (points.every(({ state }) => state === 'off')) {
    return <PanelMessage tone="empty" title={t('replication.lag.empty')} text={t('replication.lag.emptyHint')} />;
  }
  return (
    <Section title={t('replication.lag.title')} aside={<LagKey worst={worst === null ? null : age(worst)} />}>
      <Chart option={option} className="lag-chart" />
      <LagTable points={points} />
    </Section>
  );
}

function LagKey({ worst }: { readonly worst: string | null }) {
  const { t } = useWords();
  return (
    <>
      {KEYED.slice(1).map((state) => (
        <span key={state} className="lag-key" data-state={state}>
          {t(`replication.lag.stateOf.${state}`)}
        </span>
      ))}
      {worst !== null && <span>{t('replication.lag.worst', { lag: worst })}</span>}
    </>
  );
}

function LagTable({ points }: { readonly points: readonly LagPoint[] }) {
  const { t, age } = useWords();
  return (
    <table className="visually-hidden">
      <caption>{t('replication.lag.title')}</caption>
      <thead>
        <tr>
          <th scope="col">{t('replication.lag.hour')}</th>
          <th scope="col">{t('replication.figure.lag')}</th>
          <th scope="col">{t('replication.lag.state')}</th>
        </tr>
      </thead>
      <tbody>
        {lagByHour(points).map(({ atMs, lagMs, states }) => (
          <tr key={atMs}>
            <th scope="row">{formatMinute(atMs)}</th>
            <td>{lagMs === null ? t('replication.lag.unknown') : age(lagMs)}</td>
            <td>{[...states].map((state) => t(`replication.lag.stateOf.${state}`)).join(' · ')}</td>
          </tr>
        ))}
      </tbody>
    </table>
  );
}

function tooltipText({ atMs, lagMs, rows, state }: LagPoint, { t, age, count }: Words): string {
  const lag = lagMs === null ? t('replication.lag.unknown') : age(lagMs);
  const lines = [
    `{head|${formatMinute(atMs)}}`,
    `{name|${t('replication.lag.state')}}  {value|${t(`replication.lag.stateOf.${state}`)}}`,
    `{name|${t('replication.figure.lag')}}  {value|${lag}}`,
    `{name|${t('replication.lag.rows')}}  {value|${count(rows)}}`,
  ];
  return lines.join('\n');
}
