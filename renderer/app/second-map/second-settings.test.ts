import { expect, it } from 'vitest';
import { METRIC_IDS } from '../../../shared/domain/metrics.ts';
import { viewOf } from '../../metrics/metric-view.ts';
import { useLayersStore } from '../../stores/layers.store.ts';
import { hasPast, secondSettings } from './second-settings.ts';

const coverage = useLayersStore.getInitialState().coverage;
const BREAKS = [0.2, 0.4];

it('takes rule and scope of the first map, with a metric of its own and that metric’s classes', () => {
  const settings = {
    ...coverage,
    rule: 'withoutDeferred' as const,
    classings: { overdue: { method: 'quantile' as const, manualBreaks: [] } },
  };
  expect(viewOf(secondSettings(settings, 'overdue', () => BREAKS))).toEqual({
    metric: 'overdue',
    rule: 'withoutDeferred',
    classing: { method: 'quantile', manualBreaks: [] },
  });
});

it('sorts the same metric into the first map’s classes, also where these follow the data', () => {
  const following = { ...coverage, classings: { coverage: { method: 'naturalBreaks' as const, manualBreaks: [] } } };
  expect(viewOf(secondSettings(following, 'coverage', () => BREAKS)).classing).toEqual({ method: 'manual', manualBreaks: BREAKS });
  expect(viewOf(secondSettings(coverage, 'coverage', () => BREAKS))).toEqual(viewOf(coverage));
});

it('knows which metrics are told of now alone', () => {
  expect(METRIC_IDS.filter((metric) => !hasPast(metric))).toEqual(['dataAge', 'sinceYesterday', 'sinceBatch']);
});
