import { METRIC_IDS } from '../../../shared/domain/metrics.ts';
import { DAY_MS, MINUTE_MS } from '../../../shared/domain/time.ts';
import type { City } from '../../../shared/city/city.ts';
import type { Words } from '../../lib/use-words.ts';
import { useLayersStore } from '../../stores/layers.store.ts';
import { type SecondMoment, type SecondView, useSecondMapStore } from '../../stores/second-map.store.ts';
import { PLAY_SPEEDS, useTimeStore } from '../../stores/time.store.ts';
import { toggleSecondMap } from '../second-map/toggle-second-map.ts';
import type { Choice } from './choice.ts';

const MOMENT_KINDS = ['same', 'yesterday', 'otherBatch', 'at'] as const satisfies readonly SecondMoment['kind'][];

/** How fast the day is played. */
export function speedChoices({ t }: Words): readonly Choice[] {
  const { speed, actions } = useTimeStore.getState();
  return PLAY_SPEEDS.map((minutes) => ({
    value: String(minutes),
    label: t('time.speedOf', { minutes }),
    isChosen: minutes === speed,
    choose: () => actions.setSpeed(minutes),
  }));
}

/** Changes what the second map shows; opens it where there is none. */
function changeSecond(city: City, change: Partial<SecondView>): void {
  if (useSecondMapStore.getState().view === null) toggleSecondMap(city);
  useSecondMapStore.getState().actions.change(change);
}

export function secondMetricChoices({ t }: Words, city: City): readonly Choice[] {
  const { view } = useSecondMapStore.getState();
  return METRIC_IDS.map((metric) => ({
    value: metric,
    label: t(`metric.name.${metric}`),
    isChosen: metric === view?.metric,
    choose: () => changeSecond(city, { metric }),
  }));
}

/** Which moment the second map tells of; a moment of its own goes on from the one that was seen, or from a day before `nowMs`. */
export function secondMomentChoices({ t }: Words, city: City, nowMs: () => number): readonly Choice[] {
  const { view, shown } = useSecondMapStore.getState();
  const isBatch = useLayersStore.getState().coverage.scope.kind === 'batch';
  const own = view?.moment.kind;
  const chosen = own === 'otherBatch' && !isBatch ? 'yesterday' : own;
  return MOMENT_KINDS.filter((kind) => isBatch || kind !== 'otherBatch').map((kind) => ({
    value: kind,
    label: t(`secondMap.moment.${kind}`),
    isChosen: kind === chosen,
    choose: () => {
      const atMs = shown?.atMs ?? Math.floor(nowMs() / MINUTE_MS) * MINUTE_MS - DAY_MS;
      changeSecond(city, { moment: kind === 'at' ? { kind, atMs } : { kind } });
    },
  }));
}
