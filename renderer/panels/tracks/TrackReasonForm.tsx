import { type FormEvent, useId, useState } from 'react';
import type { CallError } from '../../../shared/contract/errors.ts';
import { type DayNumber, dayOf } from '../../../shared/domain/time.ts';
import { useServices } from '../../lib/services.ts';
import { useWords } from '../../lib/use-words.ts';
import { useTimeStore } from '../../stores/time.store.ts';
import { type TrackAsked, useTracksStore } from '../../stores/tracks.store.ts';
import { PanelMessage } from '../../ui/PanelMessage.tsx';
import { isReason, TrackReasonField } from './TrackReasonField.tsx';
import { zoomToTracks } from './zoom-to-tracks.ts';

/** As many days as the replica keeps. */
const DAYS = 14;

/** Nobody's way is shown before it is said why. */
export function TrackReasonForm({ asked }: { readonly asked: TrackAsked }) {
  const { t, count, error: errorText } = useWords();
  const { live } = useServices();
  const [today] = useState(() => dayOf(live.status.nowMs()));
  const [day, setDay] = useState<DayNumber>(() => dayOf(useTimeStore.getState().shownMs ?? live.status.nowMs()));
  const [reason, setReason] = useState('');
  const { open, error, isWaiting } = useOpening();
  const id = useId();
  const { subject } = asked;
  const submit = (event: FormEvent): void => {
    event.preventDefault();
    if (isReason(reason) && !isWaiting) void open(asked, day, reason.trim());
  };
  return (
    <form className="track-reason" onSubmit={submit}>
      <p>
        {subject.kind === 'worker'
          ? t('tracks.reason.ofWorker', { worker: asked.name })
          : t('tracks.reason.ofGrids', { grids: count(subject.grids.length) })}
      </p>
      <p className="track-reason-why">{t('tracks.reason.why')}</p>
      <label htmlFor={`${id}-day`}>{t('tracks.reason.day')}</label>
      <DayChoice id={`${id}-day`} today={today} day={day} onChange={setDay} />
      <TrackReasonField label={t('tracks.reason.label')} reason={reason} onChange={setReason}>
        <button type="submit" className="plain-button" disabled={!isReason(reason) || isWaiting}>
          {t('tracks.reason.submit')}
        </button>
      </TrackReasonField>
      {error !== null && (
        <PanelMessage tone={error.code === 'forbidden' ? 'locked' : 'error'} title={t('error.title')} text={errorText(error)} />
      )}
    </form>
  );
}

interface DayChoiceProps {
  readonly id: string;
  readonly today: DayNumber;
  readonly day: DayNumber;
  readonly onChange: (day: DayNumber) => void;
}

function DayChoice({ id, today, day, onChange }: DayChoiceProps) {
  const { day: dayText } = useWords();
  return (
    <select id={id} value={day} onChange={(event) => onChange(Number(event.currentTarget.value))}>
      {Array.from({ length: DAYS + 1 }, (_, back) => today - back).map((value) => (
        <option key={value} value={value}>
          {dayText(value)}
        </option>
      ))}
    </select>
  );
}

/** Asked for once a click: every answer is an entry in the audit log. */
function useOpening() {
  const { client } = useServices();
  const { show } = useTracksStore((state) => state.actions);
  const [error, setError] = useState<CallError | null>(null);
  const [isWaiting, setWaiting] = useState(false);
  const open = async (asked: TrackAsked, day: DayNumber, reason: string): Promise<void> => {
    setWaiting(true);
    const answer = await client.call('openTracks', { subject: asked.subject, day, reason });
    setWaiting(false);
    // Meanwhile somebody may have closed it, or asked for another.
    if (useTracksStore.getState().asked !== asked) return;
    setError(answer.ok ? null : answer.error);
    if (!answer.ok) return;
    show(answer.value);
    zoomToTracks(answer.value.tracks);
  };
  return { open, error, isWaiting };
}
