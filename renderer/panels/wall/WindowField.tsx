import type { DayWindow } from '../../../shared/contract/wall.ts';
import { formatTimeOfDay, parseTimeOfDay } from '../../../shared/domain/time.ts';
import { useWords } from '../../lib/use-words.ts';

interface WindowFieldProps {
  readonly label: string;
  readonly value: DayWindow | null;
  readonly onChange: (value: DayWindow | null) => void;
}

const FIRST: DayWindow = { fromMinute: 8 * 60, toMinute: 20 * 60 };

/** A part of the day, or none: from one time to another, also over midnight. */
export function WindowField({ label, value, onChange }: WindowFieldProps) {
  const { t } = useWords();
  const change = (which: keyof DayWindow, text: string): void => {
    const minute = parseTimeOfDay(text);
    if (minute !== null && value !== null) onChange({ ...value, [which]: minute });
  };
  return (
    <fieldset className="wall-field">
      <label>
        <input type="checkbox" checked={value !== null} onChange={(event) => onChange(event.currentTarget.checked ? FIRST : null)} />{' '}
        {label}
      </label>
      {value !== null && (
        <span className="wall-window">
          <input
            type="time"
            aria-label={t('wall.dialog.from', { what: label })}
            value={formatTimeOfDay(value.fromMinute)}
            onChange={(event) => change('fromMinute', event.currentTarget.value)}
          />
          –
          <input
            type="time"
            aria-label={t('wall.dialog.to', { what: label })}
            value={formatTimeOfDay(value.toMinute % (24 * 60))}
            onChange={(event) => change('toMinute', event.currentTarget.value)}
          />
        </span>
      )}
    </fieldset>
  );
}
