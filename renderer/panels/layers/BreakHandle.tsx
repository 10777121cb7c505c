import { type KeyboardEvent, type PointerEvent, useState } from 'react';
import { nameOfPress } from '../../lib/key-press.ts';
import { type Deed, deedOf } from '../../lib/place-keys.ts';
import type { MetricUnit } from '../../metrics/grid-metric.ts';
import { limitText } from '../../metrics/metric-words.ts';

interface Span {
  readonly from: number;
  readonly to: number;
}

interface BreakHandleProps {
  readonly label: string;
  readonly value: number;
  /** What the whole width stands for. */
  readonly axis: Span;
  /** Its neighbours, which it may not reach. */
  readonly between: Span;
  readonly unit: MetricUnit;
  readonly onChange: (value: number) => void;
}

const STEPS: Readonly<Record<MetricUnit, number>> = {
  rate: 0.01,
  points: 0.005,
  tasks: 1,
  alerts: 1,
  perThousand: 0.1,
  workers: 1,
  categories: 1,
};
const STEPS_OF_DEED: Readonly<Record<Deed<'breaks'>, number>> = { breakDown: -1, breakUp: 1, breakDownFar: -5, breakUpFar: 5 };

/** The nearest whole step to a value that lies strictly between the neighbours; the value before when there is none. */
function steppedBetween(value: number, before: number, { from, to }: Span, step: number): number {
  const stepped = Math.round(value / step) * step;
  const clean = Math.round(Math.min(to - step, Math.max(from + step, stepped)) * 1e6) / 1e6;
  return clean > from && clean < to ? clean : before;
}

/** One limit on the histogram: dragged, or moved by the arrow keys. The map follows when it is let go. */
export function BreakHandle({ label, value, axis, between, unit, onChange }: BreakHandleProps) {
  const [dragged, setDragged] = useState<number | null>(null);
  const shown = dragged ?? value;
  const step = STEPS[unit];
  const valueAt = (event: PointerEvent<HTMLElement>): number => {
    const plot = event.currentTarget.parentElement?.getBoundingClientRect();
    if (plot === undefined) return value;
    const fraction = (event.clientX - plot.left) / plot.width;
    return steppedBetween(axis.from + fraction * (axis.to - axis.from), shown, between, step);
  };
  const keyPressed = (event: KeyboardEvent): void => {
    const deed = deedOf('breaks', nameOfPress(event));
    if (deed === null) return;
    event.preventDefault();
    const next = steppedBetween(value + STEPS_OF_DEED[deed] * step, value, between, step);
    if (next !== value) onChange(next);
  };
  return (
    <div
      className="break-handle"
      role="slider"
      tabIndex={0}
      aria-label={label}
      aria-valuemin={between.from}
      aria-valuemax={between.to}
      aria-valuenow={shown}
      aria-valuetext={limitText(shown, unit)}
      style={{ left: `${((shown - axis.from) / (axis.to - axis.from)) * 100}%` }}
      onKeyDown={keyPressed}
      onPointerDown={(event) => {
        event.currentTarget.setPointerCapture(event.pointerId);
        setDragged(value);
      }}
      onPointerMove={(event) => dragged !== null && setDragged(valueAt(event))}
      onPointerUp={(event) => {
        const next = valueAt(event);
        setDragged(null);
        if (next !== value) onChange(next);
      }}
      onPointerCancel={() => setDragged(null)}
    >
      <span className="break-handle-value">{limitText(shown, unit)}</span>
    </div>
  );
}
