import type { LayerId } from '../../../shared/domain/layers.ts';
import { type Words, useWords } from '../../lib/use-words.ts';
import type { MapTextKey } from '../../map/i18n/map-text-key.ts';
import { classText } from '../../metrics/metric-words.ts';
import type { LegendData, LegendEntry, LegendLabel, LegendSwatch } from '../../map/layers/legend.ts';
import { AlertMark } from '../../ui/AlertMark.tsx';
import { useLegend } from './use-legend.ts';
import './legend.css';

/** Longer labels stand under one another. */
const BESIDE_CHARACTERS = 6;

/** What the colours and signs of a layer mean, and how many there are of each. */
export function LayerLegend({ id }: { readonly id: LayerId }) {
  return <Legend legend={useLegend(id)} />;
}

export function Legend({ legend: { entries } }: { readonly legend: LegendData }) {
  const classes = entries.filter((entry) => entry.label.kind === 'range');
  const others = entries.filter((entry) => entry.label.kind !== 'range');
  const words = useWords();
  const isLong = classes.some((entry) => labelText(entry.label, words).length > BESIDE_CHARACTERS);
  return (
    <div className="legend">
      {classes.length > 0 && (
        <ul className="legend-ramp" data-long={isLong}>
          {classes.map((entry) => (
            <RampClass key={labelKey(entry.label)} entry={entry} />
          ))}
        </ul>
      )}
      <ul className="legend-entries">
        {others.map((entry) => (
          <OtherEntry key={labelKey(entry.label)} entry={entry} />
        ))}
      </ul>
    </div>
  );
}

function RampClass({ entry }: { readonly entry: LegendEntry }) {
  const words = useWords();
  const label = labelText(entry.label, words);
  return (
    <li title={`${label} · ${words.t('metric.classCount', { value: words.count(entry.count ?? 0) })}`}>
      <span className="legend-fill" style={{ background: entry.swatch.color }} />
      <span>{label}</span>
      <Count value={entry.count} />
    </li>
  );
}

function Count({ value }: { readonly value: number | null }) {
  const { count } = useWords();
  return value === null ? null : <span className="legend-count">{count(value)}</span>;
}

function labelKey(label: LegendLabel): string {
  return label.kind === 'text' ? label.key : `${label.from} ${label.to}`;
}

function OtherEntry({ entry }: { readonly entry: LegendEntry }) {
  const words = useWords();
  return (
    <li>
      <Swatch swatch={entry.swatch} />
      {labelText(entry.label, words)} <Count value={entry.count} />
    </li>
  );
}

function Swatch({ swatch }: { readonly swatch: LegendEntry['swatch'] }) {
  if (swatch.kind === 'level') return <AlertMark level={swatch.level} />;
  if (swatch.kind === 'ramp')
    return (
      <span className="legend-density" aria-hidden="true">
        {swatch.colors.map((color) => (
          <span key={color} style={{ background: color }} />
        ))}
      </span>
    );
  if (swatch.kind === 'hexagon' || swatch.kind === 'disc') return <FigureSwatch swatch={swatch} />;
  return <span className="legend-swatch" data-kind={swatch.kind} style={{ color: swatch.color }} aria-hidden="true" />;
}

/** A figure as it stands on the map, with a number that is none in particular. */
function FigureSwatch({ swatch: { kind, color, fill, ink } }: { readonly swatch: LegendSwatch & { readonly kind: 'hexagon' | 'disc' } }) {
  const look = { fill, stroke: color, strokeWidth: 1.5 };
  return (
    <svg className="legend-figure" viewBox="0 0 18 18" aria-hidden="true">
      {kind === 'disc' ? <circle cx="9" cy="9" r="7.5" {...look} /> : <path d="M9 1 16 5V13L9 17 2 13V5Z" {...look} />}
      <text x="9" y="12.4" textAnchor="middle" fill={ink}>
        9
      </text>
    </svg>
  );
}

function labelText(label: LegendLabel, words: Words): string {
  return label.kind === 'text' ? words.t(shortKey(label.key)) : classText(label.from, label.to, label.unit, words);
}

/** All four levels stand in one line. */
function shortKey(key: MapTextKey) {
  switch (key) {
    case 'alertLevel.red':
      return 'alertLevelShort.red';
    case 'alertLevel.orange':
      return 'alertLevelShort.orange';
    case 'alertLevel.yellow':
      return 'alertLevelShort.yellow';
    case 'alertLevel.blue':
      return 'alertLevelShort.blue';
    default:
      return key;
  }
}
