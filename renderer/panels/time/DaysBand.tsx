import { coverageRate } from '../../../shared/domain/rates.ts';
import { DAY_MS, type DayNumber, dayOf, startOfDay } from '../../../shared/domain/time.ts';
import { useServices } from '../../lib/services.ts';
import { useCall } from '../../lib/use-call.ts';
import { useNow, useRevision } from '../../lib/use-live.ts';
import { useWords } from '../../lib/use-words.ts';
import { useLayersStore } from '../../stores/layers.store.ts';
import { useSelectionStore } from '../../stores/selection.store.ts';
import { useStartupStore } from '../../stores/startup.store.ts';
import { useTimeStore } from '../../stores/time.store.ts';
import { DAYS_BACK } from '../../time/moment-text.ts';
import { withinAxis } from '../../time/steps.ts';

const REFRESH_MS = 60_000;

/** The days that the axis goes back, each with its rate at its cut-off: the same time of another day is one click away. */
export function DaysBand({ day }: { readonly day: DayNumber }) {
  const { t } = useWords();
  const today = dayOf(useNow(60_000));
  const rates = useRates();
  return (
    <div className="days-band" role="group" aria-label={t('time.days')}>
      {Array.from({ length: DAYS_BACK + 1 }, (_, index) => today - DAYS_BACK + index).map((candidate) => (
        <DayCell
          key={candidate}
          day={candidate}
          isShown={candidate === day}
          rate={candidate === today ? null : (rates.get(candidate) ?? null)}
        />
      ))}
    </div>
  );
}

/** What the whole band shows is always how these days ended, whichever moment the window shows. */
function useRates(): ReadonlyMap<DayNumber, number | null> {
  const { live } = useServices();
  const area = useSelectionStore((state) => state.selected);
  const rule = useLayersStore((state) => state.coverage.rule);
  const isPictureSettled = useStartupStore((state) => state.isPictureSettled);
  const request = isPictureSettled ? { area, days: DAYS_BACK + 1 } : null;
  const { value } = useCall('trend', request, useRevision(live.coverage, REFRESH_MS), 'now');
  return new Map((value ?? []).map((entry) => [entry.day, coverageRate({ ...entry, unreachable: 0 }, rule)]));
}

function DayCell({ day, isShown, rate }: { readonly day: DayNumber; readonly isShown: boolean; readonly rate: number | null }) {
  const words = useWords();
  const { live } = useServices();
  const { goTo } = useTimeStore((state) => state.actions);
  const date = words.day(day);
  const go = (): void => {
    const nowMs = live.status.nowMs();
    const fromMs = useTimeStore.getState().wantedMs ?? nowMs;
    goTo(withinAxis(startOfDay(day) + ((fromMs - startOfDay(0)) % DAY_MS), nowMs));
  };
  return (
    <button
      type="button"
      className="day-cell"
      data-shown={isShown}
      tabIndex={isShown ? 0 : -1}
      aria-current={isShown}
      aria-label={words.t('time.dayOf', { date, rate: words.rate(rate) })}
      title={words.t('time.dayOf', { date, rate: words.rate(rate) })}
      onClick={go}
    >
      <span className="day-cell-bar" style={{ inlineSize: `${(rate ?? 0) * 100}%` }} />
      <span className="day-cell-date">{date}</span>
    </button>
  );
}
