import { useState } from 'react';
import { nameOfPress } from '../../lib/key-press.ts';
import { deedOf } from '../../lib/place-keys.ts';
import { useWords } from '../../lib/use-words.ts';
import type { GridMetric } from '../../metrics/grid-metric.ts';
import { areBreaks } from '../../metrics/metric-view.ts';
import { limitText, shownFactor } from '../../metrics/metric-words.ts';

interface BreakFieldsProps {
  readonly metric: GridMetric;
  readonly breaks: readonly number[];
  readonly onChange: (breaks: readonly number[]) => void;
  readonly onReset: () => void;
}

/** The limits of the classes as numbers; they are applied together as soon as they rise. */
export function BreakFields({ metric, breaks, onChange, onReset }: BreakFieldsProps) {
  const { t } = useWords();
  const { unit, range } = metric;
  const [texts, setTexts] = useState(() => breaks.map((value) => limitText(value, unit).replace('−', '-')));
  const values = texts.map((text) => (text.trim() === '' ? Number.NaN : Number(text) / shownFactor(unit)));
  const isValid = areBreaks(values, metric);
  const apply = (): void => {
    const isChanged = values.some((value, index) => Math.abs(value - (breaks[index] ?? 0)) * shownFactor(unit) >= 0.05);
    if (isValid && isChanged) onChange(values);
  };
  const label = t('metric.limits', { unit: t(`metric.unit.${unit}`) });
  return (
    <fieldset className="breaks">
      <legend className="setting-label">{label}</legend>
      <div className="break-fields">
        {texts.map((text, index) => (
          <input
            key={index}
            className="field"
            inputMode="decimal"
            aria-label={`${label} ${index + 1}`}
            aria-invalid={!isValid}
            value={text}
            onChange={(event) => setTexts(texts.with(index, event.currentTarget.value))}
            onBlur={apply}
            onKeyDown={(event) => deedOf('field', nameOfPress(event)) === 'fieldTake' && apply()}
          />
        ))}
        <button type="button" className="text-button" onClick={onReset}>
          {t('metric.ownClasses')}
        </button>
      </div>
      {!isValid && (
        <p role="alert" className="field-error">
          {t('metric.limitsInvalid', { from: limitText(range.from, unit), to: limitText(range.to, unit) })}
        </p>
      )}
    </fieldset>
  );
}
