import { ChoiceSelect } from '../../app/choices/ChoiceSelect.tsx';
import { comparedBatchChoices } from '../../app/choices/layer-choices.ts';
import { useServices } from '../../lib/services.ts';
import { useRevision } from '../../lib/use-live.ts';
import { useWords } from '../../lib/use-words.ts';
import { useLayersStore } from '../../stores/layers.store.ts';

/** Which of the earlier batches the one in view is compared with, in strip, details and on the map; nothing while no single batch is in view. */
export function ComparedBatchSetting() {
  const words = useWords();
  const { status } = useServices().live;
  useRevision(status, 5000);
  useLayersStore((state) => state.coverage);
  const choices = comparedBatchChoices(words, status.snapshot?.batches ?? []);
  if (choices.length === 0) return null;
  return (
    <label className="setting">
      <span className="setting-label">{words.t('metric.comparedBatch')}</span>
      <ChoiceSelect choices={choices} />
    </label>
  );
}
