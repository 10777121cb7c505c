import type { City } from '../../../shared/city/city.ts';
import type { BatchSummary } from '../../../shared/contract/topics.ts';
import type { Words } from '../../lib/use-words.ts';
import type { ChoiceGroup } from './choice.ts';
import {
  alertKindChoices,
  alertLevelChoices,
  alertStateChoices,
  classingChoices,
  comparedBatchChoices,
  scopeChoices,
} from './layer-choices.ts';
import { secondMetricChoices, secondMomentChoices, speedChoices } from './view-choices.ts';

interface ChoiceContext {
  readonly city: City;
  readonly batches: readonly BatchSummary[];
  /** Limits of the classes that the map shows. */
  readonly breaks: readonly number[];
  nowMs(): number;
}

/** Every setting with a list of values, as it stands now. Those of few values that never change are commands (keys/commands.ts). */
export function choiceGroups(words: Words, { city, batches, breaks, nowMs }: ChoiceContext): readonly ChoiceGroup[] {
  const { t } = words;
  return [
    { title: t('time.speed'), choices: speedChoices(words) },
    { title: t('scope.label'), choices: scopeChoices(words, batches) },
    { title: t('metric.comparedBatch'), choices: comparedBatchChoices(words, batches) },
    { title: t('layers.classing'), choices: classingChoices(words, breaks) },
    { title: t('palette.alertLevels'), choices: alertLevelChoices(words) },
    { title: t('palette.alertStates'), choices: alertStateChoices(words) },
    { title: t('palette.alertKinds'), choices: alertKindChoices(words) },
    { title: t('secondMap.metric'), choices: secondMetricChoices(words, city) },
    { title: t('secondMap.momentLabel'), choices: secondMomentChoices(words, city, nowMs) },
  ];
}
