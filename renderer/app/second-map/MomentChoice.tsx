import { HTMLSelect } from '@blueprintjs/core';
import { useState } from 'react';
import { DAY_MS, MINUTE_MS } from '../../../shared/domain/time.ts';
import { useServices } from '../../lib/services.ts';
import { useWords } from '../../lib/use-words.ts';
import { MomentField } from '../../panels/time/MomentEntry.tsx';
import { useLayersStore } from '../../stores/layers.store.ts';
import { type SecondMoment, type SecondView, useSecondMapStore } from '../../stores/second-map.store.ts';
import { useTimeStore } from '../../stores/time.store.ts';
import { formatMomentText } from '../../time/moment-text.ts';

const MOMENT_KINDS = ['same', 'yesterday', 'otherBatch', 'at'] as const satisfies readonly SecondMoment['kind'][];

/** Which moment the second map tells of: a kind, the moment that it makes, and a field for one of its own. */
export function MomentChoice({ view }: { readonly view: SecondView }) {
  const { t } = useWords();
  const { shown: first } = useServices();
  const { shown, actions } = useSecondMapStore();
  const [isEntering, setEntering] = useState(false);
  const isBatch = useLayersStore((state) => state.coverage.scope.kind === 'batch');
  const { moment } = view;
  const shownMs = shown?.atMs ?? null;
  const choose = (value: string): void => {
    const kind = MOMENT_KINDS.find((candidate) => candidate === value);
    // One goes on from what was seen.
    const atMs = shownMs ?? Math.floor(first.status.nowMs() / MINUTE_MS) * MINUTE_MS - DAY_MS;
    if (kind === 'at') actions.change({ moment: { kind, atMs } });
    else if (kind !== undefined) actions.change({ moment: { kind } });
    setEntering(kind === 'at');
  };
  return (
    <>
      <HTMLSelect
        aria-label={t('secondMap.momentLabel')}
        value={moment.kind === 'otherBatch' && !isBatch ? 'yesterday' : moment.kind}
        onChange={(event) => choose(event.currentTarget.value)}
        options={MOMENT_KINDS.filter((kind) => isBatch || kind !== 'otherBatch').map((kind) => ({
          value: kind,
          label: t(`secondMap.moment.${kind}`),
        }))}
      />
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
