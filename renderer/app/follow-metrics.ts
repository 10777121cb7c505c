import type { BackendClient } from '../../shared/contract/backend-client.ts';
import { MINUTE_MS } from '../../shared/domain/time.ts';
import type { LiveTopics } from '../data/live-topics.ts';
import { poll } from '../data/polled-columns.ts';
import type { MetricInput } from '../metrics/grid-metric.ts';
import { METRICS } from '../metrics/index.ts';
import { useLayersStore } from '../stores/layers.store.ts';
import { useSecondMapStore } from '../stores/second-map.store.ts';
import { useSelectionStore } from '../stores/selection.store.ts';
import { comparisonOf } from '../time/comparison.ts';

const DATA_AGES_MS = 10 * MINUTE_MS;
/** A whole city's tasks of one day are gone through. */
const DEADLINE_MS = 60_000;

/** How columns are asked for, until the function is called that `follow` answers; another question begins anew, and forgets the answer before. */
interface Asking {
  question(): string;
  follow(): () => void;
}

/** Always the same. */
const ONE_QUESTION = (): string => '';

/** Asks the backend for the columns that only some metrics need, while such a metric is in view. */
export function followMetrics(client: BackendClient, { data, polled }: Pick<LiveTopics, 'data' | 'polled'>): void {
  const area = () => useSelectionStore.getState().home;
  const asking: Readonly<Partial<Record<MetricInput, Asking>>> = {
    dataAges: {
      question: ONE_QUESTION,
      follow: () =>
        poll(polled.dataAges, DATA_AGES_MS, (signal) => client.call('gridDataAges', { area: area() }, { signal, deadlineMs: DEADLINE_MS })),
    },
    // The same moment as the strip's comparison: what is compared with, at this minute of it.
    compared: {
      question: comparedQuestion,
      follow: () => {
        polled.compared.forget();
        return poll(polled.compared, MINUTE_MS, (signal) => {
          const { scope, comparedBatchId } = useLayersStore.getState().coverage;
          const minuteMs = Math.floor(data.status.nowMs() / MINUTE_MS) * MINUTE_MS;
          const other = comparisonOf(scope, minuteMs, data.status.snapshot?.batches ?? [], comparedBatchId);
          if (other === null) return null;
          const request = { area: area(), scope: other.otherScope, asOfMs: other.otherAtMs };
          return client.call('gridCountsAsOf', request, { signal, deadlineMs: DEADLINE_MS });
        });
      },
    },
  };
  const running = new Map<MetricInput, { readonly question: string; readonly end: () => void }>();
  const follow = (): void => {
    const inputs = inputsInView();
    for (const [input, { question, end }] of running) {
      if (inputs.includes(input) && question === asking[input]?.question()) continue;
      end();
      running.delete(input);
    }
    for (const input of inputs) {
      const asked = asking[input];
      if (asked !== undefined && !running.has(input)) running.set(input, { question: asked.question(), end: asked.follow() });
    }
  };
  useLayersStore.subscribe(follow);
  useSecondMapStore.subscribe(follow);
  follow();
}

function comparedQuestion(): string {
  const { scope, comparedBatchId } = useLayersStore.getState().coverage;
  return JSON.stringify([scope, comparedBatchId]);
}

/** Of the metrics on one map or two. */
function inputsInView(): readonly MetricInput[] {
  const { inputs } = METRICS[useLayersStore.getState().coverage.metric];
  const second = useSecondMapStore.getState().view;
  return second === null ? inputs : [...inputs, ...METRICS[second.metric].inputs];
}
