import { HTMLSelect } from '@blueprintjs/core';
import type { City } from '../../../shared/city/city.ts';
import { type Language, LANGUAGES, type ReportRequest } from '../../../shared/contract/daily-report.ts';
import { areaCode, areaName, type AreaRef, childAreas, WHOLE_CITY } from '../../../shared/domain/areas.ts';
import { type DayNumber, dayOf, formatDay, formatTimeOfDay, minuteOfDay, parseDay, parseTimeOfDay } from '../../../shared/domain/time.ts';
import { useSelectionStore } from '../../stores/selection.store.ts';
import { Segmented } from '../../ui/Segmented.tsx';
import type { ReportText } from '../i18n/report-text.ts';
import { districtOf } from './report-choice.ts';

export interface ReportChoice {
  readonly area: AreaRef;
  /** As typed: what is not a day or a time yet is no request either. */
  readonly date: string;
  readonly cutoff: string;
  readonly language: Language;
}

/** The request that the choice stands for, or null while date or cut-off cannot be understood. */
export function requestOf(city: City, { area, date, cutoff, language }: ReportChoice): ReportRequest | null {
  const day = parseDay(date);
  const cutoffMinute = parseTimeOfDay(cutoff);
  return day === null || cutoffMinute === null ? null : { areaCode: areaCode(city, area), day, cutoffMinute, language };
}

/** The latest report that is due: today's once its cut-off has passed, yesterday's until then. */
export function firstChoice(area: AreaRef, nowMs: number, cutoffMinute: number, language: Language): ReportChoice {
  const isPast = minuteOfDay(nowMs) >= cutoffMinute;
  const day = dayOf(nowMs) - (isPast ? 0 : 1);
  return { area, date: formatDay(day), cutoff: formatTimeOfDay(cutoffMinute), language };
}

interface ReportFormProps {
  readonly city: City;
  readonly choice: ReportChoice;
  readonly today: DayNumber;
  readonly text: ReportText;
  readonly onChange: (choice: ReportChoice) => void;
}

/** District, then street: two short lists instead of one of 113 areas. Only what this window may show can be chosen. */
function AreaFields({ city, choice, text, onChange }: Omit<ReportFormProps, 'today'>) {
  const isInside = useSelectionStore((state) => state.isInside);
  const district = districtOf(city, choice.area);
  const options = (areas: readonly AreaRef[]) => areas.map((area) => ({ value: String(area.index), label: areaName(city, area) }));
  const whole = (area: AreaRef, label: string) => (isInside(area) ? [{ value: '', label }] : []);
  const districts = childAreas(city, WHOLE_CITY).filter((area) => isInside(area) || area.index === district);
  const streets = district === null ? [] : childAreas(city, { level: 'district', index: district }).filter(isInside);
  const choose = (area: AreaRef): void => onChange({ ...choice, area });
  return (
    <>
      <label>
        {text('console:level.district')}
        <HTMLSelect
          aria-label={text('console:level.district')}
          value={district === null ? '' : String(district)}
          options={[...whole(WHOLE_CITY, text('console:level.city')), ...options(districts)]}
          onChange={({ currentTarget: { value } }) => choose(value === '' ? WHOLE_CITY : { level: 'district', index: Number(value) })}
        />
      </label>
      <label>
        {text('console:level.street')}
        <HTMLSelect
          aria-label={text('console:level.street')}
          disabled={district === null}
          value={choice.area.level === 'street' ? String(choice.area.index) : ''}
          options={[...whole({ level: 'district', index: district ?? 0 }, text('panel.wholeDistrict')), ...options(streets)]}
          onChange={({ currentTarget: { value } }) =>
            choose(value === '' ? { level: 'district', index: district ?? 0 } : { level: 'street', index: Number(value) })
          }
        />
      </label>
    </>
  );
}

export function ReportForm(props: ReportFormProps) {
  const { choice, today, text, onChange } = props;
  return (
    <div className="report-form">
      <AreaFields {...props} />
      <label>
        {text('panel.date')}
        <input
          type="date"
          value={choice.date}
          max={formatDay(today)}
          aria-invalid={parseDay(choice.date) === null}
          onChange={({ currentTarget: { value } }) => onChange({ ...choice, date: value })}
        />
      </label>
      <label>
        {text('panel.cutoff')}
        <input
          type="time"
          value={choice.cutoff}
          aria-invalid={parseTimeOfDay(choice.cutoff) === null}
          onChange={({ currentTarget: { value } }) => onChange({ ...choice, cutoff: value })}
        />
      </label>
      <Segmented
        label={text('panel.language')}
        value={choice.language}
        options={LANGUAGES.map((language) => ({ value: language, label: text(`panel.languageName.${language}`) }))}
        onChange={(language) => onChange({ ...choice, language })}
      />
    </div>
  );
}
