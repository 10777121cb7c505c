import { useState } from 'react';
import { useServices } from '../../lib/services.ts';
import { useWords } from '../../lib/use-words.ts';
import { MomentField } from '../../panels/time/MomentEntry.tsx';
import { useLayersStore } from '../../stores/layers.store.ts';
import { type SecondView, useSecondMapStore } from '../../stores/second-map.store.ts';
import { useTimeStore } from '../../stores/time.store.ts';
import { formatMomentText } from '../../time/moment-text.ts';
import { ChoiceSelect } from '../choices/ChoiceSelect.tsx';
import { secondMomentChoices } from '../choices/view-choices.ts';

/** Which moment the second map tells of: a kind, the moment that it makes, and a field for one of its own. */
export function MomentChoice({ view }: { readonly view: SecondView }) {
  const words = useWords();
  const { city, shown: first } = useServices();
  const { actions } = useSecondMapStore();
  const [isEntering, setEntering] = useState(false);
  useLayersStore((state) => state.coverage.scope);
  const { moment } = view;
  const choices = secondMomentChoices(words, city, () => first.status.nowMs());
  return (
    <>
      <ChoiceSelect label={words.t('secondMap.momentLabel')} choices={choices} onChosen={(kind) => setEntering(kind === 'at')} />
      {moment.kind === 'at' && isEntering ? (
        <MomentField
          initialMs={moment.atMs}
          onEntered={(atMs) => {
            actions.change({ moment: { kind: 'at', atMs } });
            setEntering(false);
          }}
          onLeave={() => setEntering(false)}
        />
      ) : (
        <ShownMoment isOwn={moment.kind === 'at'} onChoose={() => setEntering(true)} />
      )}
    </>
  );
}

/** The moment that is on the map by now, which may still be the one before. */
function ShownMoment({ isOwn, onChoose }: { readonly isOwn: boolean; readonly onChoose: () => void }) {
  const { t } = useWords();
  const shown = useSecondMapStore((state) => state.shown);
  const firstMs = useTimeStore((state) => state.shownMs);
  const atMs = shown?.atMs ?? firstMs;
  const text = atMs === null ? t('secondMap.now') : formatMomentText(atMs);
  if (!isOwn)
    return (
      <span className="map-head-moment" data-past={atMs !== null}>
        {text}
      </span>
    );
  return (
    <button type="button" className="map-head-moment" data-past={atMs !== null} title={t('secondMap.choose')} onClick={onChoose}>
      {text}
    </button>
  );
}
