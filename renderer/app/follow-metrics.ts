import type { BackendClient } from '../../shared/contract/backend-client.ts';
import { DAY_MS, MINUTE_MS } from '../../shared/domain/time.ts';
import type { LiveTopics } from '../data/live-topics.ts';
import { poll } from '../data/polled-columns.ts';
import type { MetricInput } from '../metrics/grid-metric.ts';
import { METRICS } from '../metrics/index.ts';
import { useLayersStore } from '../stores/layers.store.ts';
import { useSecondMapStore } from '../stores/second-map.store.ts';
import { useSelectionStore } from '../stores/selection.store.ts';

const DATA_AGES_MS = 10 * MINUTE_MS;
/** A whole city's tasks of one day are gone through. */
const DEADLINE_MS = 60_000;

/** Asks the backend for the columns that only some metrics need, while such a metric is in view. */
export function followMetrics(client: BackendClient, { data, polled }: Pick<LiveTopics, 'data' | 'polled'>): void {
  const area = () => useSelectionStore.getState().home;
  const starts: Readonly<Partial<Record<MetricInput, () => () => void>>> = {
    dataAges: () =>
      poll(polled.dataAges, DATA_AGES_MS, (signal) => client.call('gridDataAges', { area: area() }, { signal, deadlineMs: DEADLINE_MS })),
    // The same moment as the strip's comparison: yesterday at this minute.
    yesterday: () =>
      poll(polled.yesterday, MINUTE_MS, (signal) => {
        const { day } = data.coverage;
        if (day === null) return null;
        const asOfMs = Math.floor(data.status.nowMs() / MINUTE_MS) * MINUTE_MS - DAY_MS;
        return client.call('gridCountsAsOf', { area: area(), day: day - 1, asOfMs }, { signal, deadlineMs: DEADLINE_MS });
      }),
  };
  const running = new Map<MetricInput, () => void>();
  const follow = (): void => {
    const inputs = inputsInView();
    for (const [input, end] of running) {
      if (inputs.includes(input)) continue;
      end();
      running.delete(input);
    }
    for (const input of inputs) {
      const start = starts[input];
      if (start !== undefined && !running.has(input)) running.set(input, start());
    }
  };
  useLayersStore.subscribe(follow);
  useSecondMapStore.subscribe(follow);
  follow();
}

/** Of the metrics on one map or two. */
function inputsInView(): readonly MetricInput[] {
  const { inputs } = METRICS[useLayersStore.getState().coverage.metric];
  const second = useSecondMapStore.getState().view;
  return second === null ? inputs : [...inputs, ...METRICS[second.metric].inputs];
}
