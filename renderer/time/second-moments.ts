import type { BackendClient } from '../../shared/contract/backend-client.ts';
import type { BatchSummary } from '../../shared/contract/topics.ts';
import { DAY_MS, MINUTE_MS } from '../../shared/domain/time.ts';
import type { LiveData } from '../data/live-data.ts';
import type { ShownData } from '../data/shown-data.ts';
import { type CoverageSettings, useLayersStore } from '../stores/layers.store.ts';
import { type SecondMoment, useSecondMapStore } from '../stores/second-map.store.ts';
import { useTimeStore } from '../stores/time.store.ts';
import { comparisonOf } from './comparison.ts';
import { keyOf, StandQuestions, type StandWish } from './stand-questions.ts';

/** How often a clock that goes on is looked at: yesterday's minute goes on with today's. */
const CLOCK_MS = 5000;

/** What the second map has to ask for while the first one stands at `firstMs`; null: it shows the first one's data. */
export function secondWish(
  moment: SecondMoment,
  { scope, comparedBatchId }: Pick<CoverageSettings, 'scope' | 'comparedBatchId'>,
  firstMs: number,
  batches: readonly BatchSummary[],
): StandWish | null {
  const minuteMs = Math.floor(firstMs / MINUTE_MS) * MINUTE_MS;
  const dayBefore = { scope, atMs: minuteMs - DAY_MS };
  switch (moment.kind) {
    case 'same':
      return null;
    case 'yesterday':
      return dayBefore;
    case 'otherBatch': {
      const other = scope.kind === 'batch' ? comparisonOf(scope, minuteMs, batches, comparedBatchId) : null;
      return other === null ? dayBefore : { scope: other.otherScope, atMs: other.otherAtMs };
    }
    case 'at':
      return { scope, atMs: moment.atMs };
  }
}

/** Keeps the second map's data at its moment, until the function that it answers is called. `first` is what the first map shows. */
export function followSecondMoment(client: BackendClient, first: LiveData, second: ShownData): () => void {
  const { actions } = useSecondMapStore.getState();
  const wish = (): StandWish | null => {
    const { view } = useSecondMapStore.getState();
    const batches = first.status.snapshot?.batches ?? [];
    return view === null ? null : secondWish(view.moment, useLayersStore.getState().coverage, first.status.nowMs(), batches);
  };
  const questions = new StandQuestions(client, {
    wish,
    isMoving: () => useTimeStore.getState().isPlaying,
    show: (stand, shown) => {
      second.showPast(stand);
      actions.show(shown);
    },
    showNow: () => {
      second.showLive();
      actions.show({ atMs: null, scope: null });
    },
    fail: actions.fail,
  });
  let asked = '';
  const ask = (): void => {
    if (useSecondMapStore.getState().view === null) return;
    const key = keyOf(wish());
    if (key === asked) return;
    asked = key;
    void questions.ask();
  };
  ask();
  const timer = window.setInterval(ask, CLOCK_MS);
  const ends = [useSecondMapStore.subscribe(ask), useTimeStore.subscribe(ask), useLayersStore.subscribe(ask), () => questions.end()];
  return () => {
    window.clearInterval(timer);
    for (const end of ends) end();
  };
}
