import { useState } from 'react';
import { areaName } from '../../../shared/domain/areas.ts';
import { useServices } from '../../lib/services.ts';
import { useWords } from '../../lib/use-words.ts';
import { BOOKMARK_NAME_LIMIT } from '../../stores/bookmarks.store.ts';
import { useLayersStore } from '../../stores/layers.store.ts';
import { useSelectionStore } from '../../stores/selection.store.ts';

/** Keeps the view as it is now; without a name it is called after its area and metric. */
export function KeepForm({ onKeep }: { readonly onKeep: (name: string) => Promise<boolean> }) {
  const { t } = useWords();
  const { city } = useServices();
  const metric = useLayersStore((state) => state.coverage.metric);
  const selected = useSelectionStore((state) => state.selected);
  const proposed = `${areaName(city, selected)} · ${t(`metric.short.${metric}`)}`;
  const [name, setName] = useState('');
  const keep = async (): Promise<void> => {
    if (await onKeep(name.trim() === '' ? proposed : name.trim())) setName('');
  };
  return (
    <form
      className="keep-form"
      onSubmit={(event) => {
        event.preventDefault();
        void keep();
      }}
    >
      <input
        className="field"
        aria-label={t('bookmarks.name')}
        maxLength={BOOKMARK_NAME_LIMIT}
        placeholder={proposed}
        value={name}
        onChange={(event) => setName(event.currentTarget.value)}
      />
      <button type="submit" className="plain-button">
        {t('bookmarks.keep')}
      </button>
    </form>
  );
}
