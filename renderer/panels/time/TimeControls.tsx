import { formatDay } from '../../../shared/domain/time.ts';
import { ChoiceSelect } from '../../app/choices/ChoiceSelect.tsx';
import { speedChoices } from '../../app/choices/view-choices.ts';
import { CommandButton } from '../../app/keys/CommandButton.tsx';
import type { CommandId } from '../../app/keys/commands.ts';
import { useWords } from '../../lib/use-words.ts';
import { useLayersStore } from '../../stores/layers.store.ts';
import { useTimeStore } from '../../stores/time.store.ts';
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
  const pinned = scope.kind === 'day' ? t('axis.pinned', { date: formatDay(scope.day).slice(5) }) : t('time.live');
  return (
    <CommandButton command="timeEnter" className="moment-title one-line" title={t('time.enter')}>
      {wantedMs === null ? pinned : t('time.pastOf', { moment: formatMomentText(wantedMs).slice(5) })}
    </CommandButton>
  );
}

interface StepButtonProps {
  readonly step: 'day' | 'hour';
  readonly direction: 1 | -1;
  readonly icon: IconName;
}

const STEP_COMMANDS: Readonly<Record<StepButtonProps['step'], Readonly<Record<1 | -1, CommandId>>>> = {
  day: { 1: 'timeDayForward', [-1]: 'timeDayBack' },
  hour: { 1: 'timeHourForward', [-1]: 'timeHourBack' },
};

function StepButton({ step, direction, icon }: StepButtonProps) {
  const { t } = useWords();
  const isNow = useTimeStore((state) => state.wantedMs === null);
  const label = t(`time.step.${step}.${direction < 0 ? 'back' : 'forward'}`);
  return (
    <CommandButton command={STEP_COMMANDS[step][direction]} label={label} title={label} isDisabled={isNow && direction > 0}>
      <Icon name={icon} />
    </CommandButton>
  );
}

function PlayButton() {
  const { t } = useWords();
  const isPlaying = useTimeStore((state) => state.isPlaying);
  const label = t(isPlaying ? 'time.pause' : 'time.play');
  return (
    <CommandButton command="timePlay" className="icon-button time-play" label={label} title={label} isPlaying={isPlaying}>
      <Icon name={isPlaying ? 'pause' : 'play'} />
    </CommandButton>
  );
}

function SpeedSelect() {
  const words = useWords();
  useTimeStore((state) => state.speed);
  return <ChoiceSelect className="time-speed" label={words.t('time.speed')} choices={speedChoices(words)} />;
}

function LoopButton() {
  const { t } = useWords();
  const isLooping = useTimeStore((state) => state.isLooping);
  return (
    <CommandButton command="timeLoop" label={t('time.loop')} title={t('time.loop')} isPressed={isLooping}>
      <Icon name="loop" />
    </CommandButton>
  );
}

/** How to come back, why a moment does not come, or what can be done here. */
function TimeNote() {
  const { t, error } = useWords();
  const failure = useTimeStore((state) => state.failure);
  const isPast = useTimeStore((state) => state.wantedMs !== null);
  const isPinned = useLayersStore((state) => state.coverage.scope.kind === 'day');
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
        <CommandButton command="timeNow" className="text-button time-now">
          {t('time.toNow')}
        </CommandButton>
        {!isPast && <span className="one-line">{t('axis.pinnedNote')}</span>}
      </p>
    );
  }
  return <p className="time-note one-line">{t('time.hint')}</p>;
}
