import type { BackendClient } from '../../shared/contract/backend-client.ts';
import type { BatchScope } from '../../shared/domain/figures.ts';
import { DAY_MS, MINUTE_MS } from '../../shared/domain/time.ts';
import type { LiveData } from '../data/live-data.ts';
import type { ShownData } from '../data/shown-data.ts';
import { useLayersStore } from '../stores/layers.store.ts';
import { type SecondMoment, useSecondMapStore } from '../stores/second-map.store.ts';
import { useTimeStore } from '../stores/time.store.ts';
import { StandQuestions, type StandWish } from './stand-questions.ts';

/** How often a clock that goes on is looked at: yesterday's minute goes on with today's. */
const CLOCK_MS = 5000;

/** What the second map has to ask for while the first one stands at `firstMs`; null: it shows the first one's data. */
export function secondWish(moment: SecondMoment, scope: BatchScope, firstMs: number): StandWish | null {
  switch (moment.kind) {
    case 'same':
      return null;
    case 'yesterday':
      return { scope, atMs: Math.floor(firstMs / MINUTE_MS) * MINUTE_MS - DAY_MS };
    case 'at':
      return { scope, atMs: moment.atMs };
  }
}

/** Keeps the second map's data at its moment, until the function that it answers is called. `first` is what the first map shows. */
export function followSecondMoment(client: BackendClient, first: LiveData, second: ShownData): () => void {
  const { actions } = useSecondMapStore.getState();
  const wish = (): StandWish | null => {
    const { view } = useSecondMapStore.getState();
    return view === null ? null : secondWish(view.moment, useLayersStore.getState().coverage.scope, first.status.nowMs());
  };
  const questions = new StandQuestions(client, {
    wish,
    isMoving: () => useTimeStore.getState().isPlaying,
    show: (stand, { atMs }) => {
      second.showPast(stand);
      actions.show(atMs);
    },
    showNow: () => {
      second.showLive();
      actions.show(null);
    },
    fail: actions.fail,
  });
  let asked = '';
  const ask = (): void => {
    if (useSecondMapStore.getState().view === null) return;
    const key = JSON.stringify([wish(), useLayersStore.getState().alerts.windowHours]);
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
