import type { LayerId } from '../../../shared/domain/layers.ts';
import { type Words, useWords } from '../../lib/use-words.ts';
import type { MapTextKey } from '../../map/i18n/map-text-key.ts';
import { classText } from '../../metrics/metric-words.ts';
import type { LegendData, LegendEntry, LegendLabel } from '../../map/layers/legend.ts';
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
    <li title={`${label} · ${words.t('metric.classCount', { value: words.count(entry.count) })}`}>
      <span className="legend-fill" style={{ background: entry.swatch.color }} />
      <span>{label}</span>
      <span className="legend-count">{words.count(entry.count)}</span>
    </li>
  );
}

function labelKey(label: LegendLabel): string {
  return label.kind === 'text' ? label.key : `${label.from} ${label.to}`;
}

function OtherEntry({ entry }: { readonly entry: LegendEntry }) {
  const words = useWords();
  return (
    <li>
      <Swatch swatch={entry.swatch} />
      {labelText(entry.label, words)} <span className="legend-count">{words.count(entry.count)}</span>
    </li>
  );
}

function Swatch({ swatch }: { readonly swatch: LegendEntry['swatch'] }) {
  if (swatch.kind === 'level') return <AlertMark level={swatch.level} />;
  return <span className="legend-swatch" data-kind={swatch.kind} style={{ color: swatch.color }} aria-hidden="true" />;
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
