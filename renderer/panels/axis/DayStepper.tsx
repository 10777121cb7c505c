import { dayOf, formatDay } from '../../../shared/domain/time.ts';
import { useNow } from '../../lib/use-live.ts';
import { useWords } from '../../lib/use-words.ts';
import { useLayersStore } from '../../stores/layers.store.ts';
import { Icon } from '../../ui/Icon.tsx';

const DAYS_BACK = 14;

/** The day in review, or today; and whether it is over. */
function useDayInView(): { readonly today: number; readonly day: number; readonly isToday: boolean } {
  const scope = useLayersStore((state) => state.coverage.scope);
  const today = dayOf(useNow(60_000));
  const day = scope.kind === 'day' ? scope.day : today;
  return { today, day, isToday: day === today };
}

/** What of the window does not go back to the day in review. */
export function ReviewNote() {
  const { t } = useWords();
  const { isToday } = useDayInView();
  return isToday ? null : <p className="day-note">{t('axis.pastNote')}</p>;
}

/** Today, or one of the 14 days before: choosing a day sets the scope of the whole console, so that all figures tell of one day. */
export function DayStepper({ isOpen }: { readonly isOpen: boolean }) {
  const { t } = useWords();
  const { setCoverage } = useLayersStore((state) => state.actions);
  const { today, day, isToday } = useDayInView();
  const go = (target: number): void => setCoverage({ scope: target >= today ? { kind: 'today' } : { kind: 'day', day: target } });
  return (
    <div className="day-stepper">
      <p className="day-title one-line">{isToday ? t('axis.today') : t('axis.past', { date: formatDay(day) })}</p>
      {isOpen && (
        <div className="day-steps">
          <button
            type="button"
            className="icon-button"
            aria-label={t('axis.back')}
            disabled={day <= today - DAYS_BACK}
            onClick={() => go(day - 1)}
          >
            <Icon name="back" />
          </button>
          <button type="button" className="icon-button" aria-label={t('axis.forward')} disabled={isToday} onClick={() => go(day + 1)}>
            <Icon name="forward" />
          </button>
          {isToday ? (
            <span className="quiet">{t('axis.hint')}</span>
          ) : (
            <button type="button" className="text-button" onClick={() => go(today)}>
              {t('axis.toToday')}
            </button>
          )}
        </div>
      )}
      {isOpen && <ReviewNote />}
    </div>
  );
}
