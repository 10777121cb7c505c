import { useLayoutEffect, useRef } from 'react';
import { formatMinute } from '../lib/format.ts';
import { useWords, type Words } from '../lib/use-words.ts';
import { metricText } from '../metrics/metric-words.ts';
import type { HoveredPlace } from './map-input.ts';
import type { DisplayValue, TooltipContent } from './tooltip-content.ts';
import './map.css';

/** Distance to the pointer, so that the tooltip never covers it. */
const OFFSET = 16;
const EDGE = 8;

function valueText(value: DisplayValue, words: Words): string {
  switch (value.kind) {
    case 'rate':
      return words.rate(value.value);
    case 'count':
      return words.count(value.value);
    case 'fraction':
      return `${words.count(value.numerator)} / ${words.count(value.denominator)}`;
    case 'metric':
      return metricText(value.value, value.unit, words);
    case 'age':
      return words.age(value.value);
    case 'timeOfDay':
      return formatMinute(value.timeMs);
    case 'text':
      return words.t(value.key);
  }
}

function titleText(title: TooltipContent['title'], words: Words): string {
  if ('text' in title) return title.text;
  return 'count' in title ? words.t(title.key, { count: title.count }) : words.t(title.key);
}

/** The same in one sentence, for screen readers. */
export function spokenTooltip({ title, subtitle, rows }: TooltipContent, words: Words): string {
  const values = rows.map((row) => `${words.t(row.labelKey)} ${valueText(row.value, words)}`);
  return [titleText(title, words), subtitle ?? '', ...values].filter((text) => text !== '').join(words.t('map.summary.between'));
}

/** Beside the pointer, on the side where there is room. */
function placeBeside(tooltip: HTMLElement, x: number, y: number): void {
  const frame = tooltip.parentElement;
  if (frame === null) return;
  const { offsetWidth: width, offsetHeight: height } = tooltip;
  const left = x + OFFSET + width + EDGE > frame.clientWidth ? x - OFFSET - width : x + OFFSET;
  const top = Math.min(Math.max(EDGE, y + OFFSET), frame.clientHeight - height - EDGE);
  tooltip.style.setProperty('transform', `translate(${Math.round(Math.max(EDGE, left))}px, ${Math.round(top)}px)`);
}

/** The map's one tooltip. It says what a hovering eye sees; who moves the keyboard's cursor is told in words instead. */
export function MapTooltip({ place }: { readonly place: HoveredPlace }) {
  const ref = useRef<HTMLDivElement>(null);
  const words = useWords();
  const { title, subtitle, rows } = place.content;
  useLayoutEffect(() => {
    if (ref.current !== null) placeBeside(ref.current, place.x, place.y);
  }, [place]);
  return (
    <div ref={ref} className="map-tooltip" aria-hidden="true">
      <div className="map-tooltip-title">{titleText(title, words)}</div>
      {subtitle !== undefined && <div className="map-tooltip-subtitle">{subtitle}</div>}
      <dl>
        {rows.map((row) => (
          <div key={row.labelKey}>
            <dt>{words.t(row.labelKey)}</dt>
            <dd data-emphasis={row.emphasis === true}>{valueText(row.value, words)}</dd>
          </div>
        ))}
      </dl>
    </div>
  );
}
