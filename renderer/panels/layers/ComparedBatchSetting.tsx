import { HTMLSelect } from '@blueprintjs/core';
import { useServices } from '../../lib/services.ts';
import { useRevision } from '../../lib/use-live.ts';
import { useWords } from '../../lib/use-words.ts';
import { useLayersStore } from '../../stores/layers.store.ts';
import { batchBefore, batchesBefore } from '../../time/comparison.ts';

/** Which of the earlier batches the one in view is compared with, in strip, details and on the map; nothing while no single batch is in view. */
export function ComparedBatchSetting() {
  const { t } = useWords();
  const { status } = useServices().live;
  useRevision(status, 5000);
  const { scope, comparedBatchId } = useLayersStore((state) => state.coverage);
  const { setCoverage } = useLayersStore((state) => state.actions);
  const batches = status.snapshot?.batches ?? [];
  const own = scope.kind === 'batch' ? batches.find(({ id }) => id === scope.batchId) : undefined;
  const before = own === undefined ? null : batchBefore(own, batches);
  if (own === undefined || before === null) return null;
  const others = batchesBefore(own, batches);
  return (
    <label className="setting">
      <span className="setting-label">{t('metric.comparedBatch')}</span>
      <HTMLSelect
        value={others.some(({ id }) => id === comparedBatchId) ? String(comparedBatchId) : ''}
        onChange={(event) => setCoverage({ comparedBatchId: Number(event.currentTarget.value) || null })}
        options={[
          { value: '', label: t('metric.batchBefore', { code: before.code }) },
          ...others.map(({ id, code }) => ({ value: String(id), label: t('scope.batch', { code }) })),
        ]}
      />
    </label>
  );
}
