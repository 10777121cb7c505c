import { type KeyboardEvent, type PointerEvent, useCallback, useRef } from 'react';
import { DAY_MS, type DayNumber, MINUTE_MS, minuteOfDay, startOfDay } from '../../../shared/domain/time.ts';
import { nameOfPress } from '../../lib/key-press.ts';
import { type Deed, deedOf } from '../../lib/place-keys.ts';
import { useServices } from '../../lib/services.ts';
import { useShownNow } from '../../lib/use-moment.ts';
import { useWords } from '../../lib/use-words.ts';
import { useTimeStore } from '../../stores/time.store.ts';
import { formatMomentText } from '../../time/moment-text.ts';
import { stepTime, type TimeStep, withinAxis } from '../../time/steps.ts';

/** Where along an element the pointer is, 0 … 1. */
export function shareOf(event: PointerEvent): number {
  const box = event.currentTarget.getBoundingClientRect();
  return Math.min(1, Math.max(0, (event.clientX - box.left) / box.width));
}

/** What makes the drawing of a day a slider over its minutes: drag, arrows, pages, Home and End. */
export function useScrub(day: DayNumber) {
  const { t } = useWords();
  const { live } = useServices();
  const wantedMs = useTimeStore((state) => state.wantedMs);
  const nowMs = useShownNow(30_000);
  const { goTo } = useTimeStore((state) => state.actions);
  const isDragging = useRef(false);
  const goToPointer = useCallback(
    (event: PointerEvent) => {
      const minute = Math.round((shareOf(event) * DAY_MS) / MINUTE_MS);
      goTo(withinAxis(startOfDay(day) + minute * MINUTE_MS, live.status.nowMs()));
    },
    [day, goTo, live],
  );
  return {
    role: 'slider',
    tabIndex: 0,
    'aria-label': t('time.axis'),
    'aria-valuemin': 0,
    'aria-valuemax': DAY_MS / MINUTE_MS - 1,
    'aria-valuenow': minuteOfDay(wantedMs ?? nowMs),
    'aria-valuetext': wantedMs === null ? t('time.live') : t('time.pastOf', { moment: formatMomentText(wantedMs) }),
    onPointerDown: (event: PointerEvent<HTMLDivElement>) => {
      if (event.button !== 0) return;
      event.currentTarget.setPointerCapture(event.pointerId);
      isDragging.current = true;
      goToPointer(event);
    },
    onPointerMove: (event: PointerEvent<HTMLDivElement>) => {
      if (isDragging.current) goToPointer(event);
    },
    onPointerUp: () => {
      isDragging.current = false;
    },
    onKeyDown: (event: KeyboardEvent) => {
      const deed = deedOf('axis', nameOfPress(event));
      if (deed === null) return;
      event.preventDefault();
      event.stopPropagation();
      moveBy(deed, day, live.status.nowMs());
    },
  } as const;
}

const STEPS: Readonly<Partial<Record<Deed<'axis'>, readonly [TimeStep, 1 | -1]>>> = {
  axisBack: ['minute', -1],
  axisForward: ['minute', 1],
  axisHourBack: ['hour', -1],
  axisHourForward: ['hour', 1],
  axisDayBack: ['day', -1],
  axisDayForward: ['day', 1],
};

function moveBy(deed: Deed<'axis'>, day: DayNumber, nowMs: number): void {
  const { isPlaying, actions } = useTimeStore.getState();
  const step = STEPS[deed];
  if (step !== undefined) return stepTime(...step, nowMs);
  if (deed === 'axisPlay') actions.play(!isPlaying);
  else actions.goTo(deed === 'axisNow' ? null : withinAxis(startOfDay(day), nowMs));
}
