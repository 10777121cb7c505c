import { HTMLSelect } from '@blueprintjs/core';
import { formatDay } from '../../../shared/domain/time.ts';
import { useServices } from '../../lib/services.ts';
import { useWords } from '../../lib/use-words.ts';
import { useLayersStore } from '../../stores/layers.store.ts';
import { PLAY_SPEEDS, useTimeStore } from '../../stores/time.store.ts';
import { stepTime, type TimeStep } from '../../time/steps.ts';
import { formatMomentText } from '../../time/moment-text.ts';
import { Icon, type IconName } from '../../ui/Icon.tsx';
import { MomentEntry } from './MomentEntry.tsx';
import './time-controls.css';

/** Which moment the window tells of, and how to go to another: steps, play, speed, loop, typing, now. */
export function TimeControls({ isOpen }: { readonly isOpen: boolean }) {
  const isEntering = useTimeStore((state) => state.isEntering);
  const isPast = useTimeStore((state) => state.wantedMs !== null);
  return (
    <div className="time-controls" data-past={isPast}>
      {isEntering ? <MomentEntry /> : <MomentTitle />}
      {isOpen && (
        <div className="time-buttons">
          <StepButton step="day" direction={-1} icon="dayBack" />
          <StepButton step="hour" direction={-1} icon="back" />
          <PlayButton />
          <StepButton step="hour" direction={1} icon="forward" />
          <StepButton step="day" direction={1} icon="dayForward" />
          <SpeedSelect />
          <LoopButton />
        </div>
      )}
      {isOpen && <TimeNote />}
    </div>
  );
}

/** Opens the typing of a moment. */
function MomentTitle() {
  const { t } = useWords();
  const wantedMs = useTimeStore((state) => state.wantedMs);
  const scope = useLayersStore((state) => state.coverage.scope);
  const { enter } = useTimeStore((state) => state.actions);
  const pinned = scope.kind === 'day' ? t('axis.pinned', { date: formatDay(scope.day).slice(5) }) : t('time.live');
  return (
    <button type="button" className="moment-title one-line" title={t('time.enter')} onClick={() => enter(true)}>
      {wantedMs === null ? pinned : t('time.pastOf', { moment: formatMomentText(wantedMs).slice(5) })}
    </button>
  );
}

function StepButton({
  step,
  direction,
  icon,
}: {
  readonly step: TimeStep & ('day' | 'hour');
  readonly direction: 1 | -1;
  readonly icon: IconName;
}) {
  const { t } = useWords();
  const { live } = useServices();
  const isNow = useTimeStore((state) => state.wantedMs === null);
  const label = t(`time.step.${step}.${direction < 0 ? 'back' : 'forward'}`);
  return (
    <button
      type="button"
      className="icon-button"
      aria-label={label}
      title={label}
      disabled={isNow && direction > 0}
      onClick={() => stepTime(step, direction, live.status.nowMs())}
    >
      <Icon name={icon} />
    </button>
  );
}

function PlayButton() {
  const { t } = useWords();
  const isPlaying = useTimeStore((state) => state.isPlaying);
  const { play } = useTimeStore((state) => state.actions);
  const label = t(isPlaying ? 'time.pause' : 'time.play');
  return (
    <button
      type="button"
      className="icon-button time-play"
      aria-label={label}
      title={label}
      data-playing={isPlaying}
      onClick={() => play(!isPlaying)}
    >
      <Icon name={isPlaying ? 'pause' : 'play'} />
    </button>
  );
}

function SpeedSelect() {
  const { t } = useWords();
  const speed = useTimeStore((state) => state.speed);
  const { setSpeed } = useTimeStore((state) => state.actions);
  return (
    <HTMLSelect
      className="time-speed"
      aria-label={t('time.speed')}
      title={t('time.speed')}
      value={speed}
      onChange={(event) => setSpeed(PLAY_SPEEDS.find((option) => String(option) === event.currentTarget.value) ?? speed)}
      options={PLAY_SPEEDS.map((option) => ({ value: option, label: t('time.speedOf', { minutes: option }) }))}
    />
  );
}

function LoopButton() {
  const { t } = useWords();
  const isLooping = useTimeStore((state) => state.isLooping);
  const { setLooping } = useTimeStore((state) => state.actions);
  return (
    <button
      type="button"
      className="icon-button"
      aria-label={t('time.loop')}
      title={t('time.loop')}
      aria-pressed={isLooping}
      onClick={() => setLooping(!isLooping)}
    >
      <Icon name="loop" />
    </button>
  );
}

/** How to come back, why a moment does not come, or what can be done here. */
function TimeNote() {
  const { t, error } = useWords();
  const failure = useTimeStore((state) => state.failure);
  const isPast = useTimeStore((state) => state.wantedMs !== null);
  const isPinned = useLayersStore((state) => state.coverage.scope.kind === 'day');
  const { goTo } = useTimeStore((state) => state.actions);
  if (failure !== null) {
    const text = t('time.failed', { reason: error(failure) });
    return (
      <p className="time-note time-failed one-line" role="alert" title={text}>
        {text}
      </p>
    );
  }
  if (isPast || isPinned) {
    return (
      <p className="time-note">
        <button type="button" className="text-button time-now" onClick={() => goTo(null)}>
          {t('time.toNow')}
        </button>
        {!isPast && <span className="one-line">{t('axis.pinnedNote')}</span>}
      </p>
    );
  }
  return <p className="time-note one-line">{t('time.hint')}</p>;
}
