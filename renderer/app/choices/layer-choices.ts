import type { BatchSummary } from '../../../shared/contract/topics.ts';
import { ALERT_KINDS, ALERT_LEVELS, ALERT_STATES } from '../../../shared/domain/alerts.ts';
import { CLASSING_METHODS } from '../../../shared/domain/classing.ts';
import type { BatchScope } from '../../../shared/domain/figures.ts';
import type { Words } from '../../lib/use-words.ts';
import { classingOf } from '../../metrics/metric-view.ts';
import { scopeValue } from '../../panels/layers/scope-value.ts';
import { useLayersStore } from '../../stores/layers.store.ts';
import { batchBefore, batchesBefore } from '../../time/comparison.ts';
import type { Choice } from './choice.ts';

/** Which tasks the whole console counts: today's, all, those of a day, of a batch; the latest first. */
export function scopeChoices({ t, day }: Words, batches: readonly BatchSummary[]): readonly Choice[] {
  const { coverage, actions } = useLayersStore.getState();
  const latestFirst = [...batches].sort((one, other) => other.pushedAtMs - one.pushedAtMs);
  const choice = (scope: BatchScope, label: string): Choice => ({
    value: scopeValue(scope),
    label,
    isChosen: scopeValue(scope) === scopeValue(coverage.scope),
    choose: () => actions.setCoverage({ scope }),
  });
  return [
    choice({ kind: 'today' }, t('scope.today')),
    choice({ kind: 'all' }, t('scope.all')),
    ...[...new Set(latestFirst.map((batch) => batch.day))].map((number) =>
      choice({ kind: 'day', day: number }, t('scope.day', { day: day(number) })),
    ),
    ...latestFirst.map(({ id, code }) => choice({ kind: 'batch', batchId: id }, t('scope.batch', { code }))),
  ];
}

/** The earlier batches that the one in view can be compared with; none while no single batch is in view, or the first one is. */
export function comparedBatchChoices({ t }: Words, batches: readonly BatchSummary[]): readonly Choice[] {
  const { coverage, actions } = useLayersStore.getState();
  const { scope, comparedBatchId } = coverage;
  const own = scope.kind === 'batch' ? batches.find(({ id }) => id === scope.batchId) : undefined;
  const before = own === undefined ? null : batchBefore(own, batches);
  if (own === undefined || before === null) return [];
  const others = batchesBefore(own, batches);
  const choice = (id: number | null, label: string): Choice => ({
    value: String(id ?? ''),
    label,
    isChosen: id === null ? others.every((other) => other.id !== comparedBatchId) : id === comparedBatchId,
    choose: () => actions.setCoverage({ comparedBatchId: id }),
  });
  return [
    choice(null, t('metric.batchBefore', { code: before.code })),
    ...others.map(({ id, code }) => choice(id, t('scope.batch', { code }))),
  ];
}

/** How the values of the metric in view become classes. By hand one goes on from `breaks`, the limits that were seen. */
export function classingChoices({ t }: Words, breaks: readonly number[]): readonly Choice[] {
  const { coverage, actions } = useLayersStore.getState();
  const { metric, classings } = coverage;
  const classing = classingOf(coverage, metric);
  return CLASSING_METHODS.map((method) => ({
    value: method,
    label: t(`layers.classingMethod.${method}`),
    isChosen: method === classing.method,
    choose: () => {
      const manualBreaks = method === 'manual' && breaks.length > 0 ? breaks : classing.manualBreaks;
      actions.setCoverage({ classings: { ...classings, [metric]: { method, manualBreaks } } });
    },
  }));
}

function checked(names: readonly string[], hidden: readonly number[], change: (hidden: readonly number[]) => void): readonly Choice[] {
  return names.map((label, index) => ({
    value: String(index),
    label,
    isChosen: !hidden.includes(index),
    choose: () => change(hidden.includes(index) ? hidden.filter((other) => other !== index) : [...hidden, index]),
  }));
}

/** Which levels of alerts the map shows, by their index. */
export function alertLevelChoices({ t }: Words): readonly Choice[] {
  const { alerts, actions } = useLayersStore.getState();
  const names = ALERT_LEVELS.map((level) => t(`alertLevel.${level}`));
  return checked(names, alerts.hiddenLevels, (hiddenLevels) => actions.setAlerts({ hiddenLevels }));
}

export function alertStateChoices({ t }: Words): readonly Choice[] {
  const { alerts, actions } = useLayersStore.getState();
  const names = ALERT_STATES.map((state) => t(`alertState.${state}`));
  return checked(names, alerts.hiddenStates, (hiddenStates) => actions.setAlerts({ hiddenStates }));
}

export function alertKindChoices({ t }: Words): readonly Choice[] {
  const { alerts, actions } = useLayersStore.getState();
  const names = ALERT_KINDS.map((kind) => t(`alertKind.${kind}`));
  return checked(names, alerts.hiddenKinds, (hiddenKinds) => actions.setAlerts({ hiddenKinds }));
}
