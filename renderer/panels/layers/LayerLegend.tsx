import type { LayerId } from '../../../shared/domain/layers.ts';
import { type Words, useWords } from '../../lib/use-words.ts';
import type { MapTextKey } from '../../map/i18n/map-text-key.ts';
import type { LegendEntry, LegendLabel } from '../../map/layers/legend.ts';
import { AlertMark } from '../../ui/AlertMark.tsx';
import { useLegend } from './use-legend.ts';
import './legend.css';

/** What the colours and signs of a layer mean, and how many there are of each. */
export function LayerLegend({ id }: { readonly id: LayerId }) {
  const { entries } = useLegend(id);
  const classes = entries.filter((entry) => entry.label.kind === 'range');
  const others = entries.filter((entry) => entry.label.kind !== 'range');
  return (
    <div className="legend">
      {classes.length > 0 && (
        <ul className="legend-ramp">
          {classes.map((entry) => (
            <RampClass key={entry.swatch.color} entry={entry} />
          ))}
        </ul>
      )}
      <ul className="legend-entries">
        {others.map((entry) => (
          <OtherEntry key={entry.label.kind === 'text' ? entry.label.key : ''} entry={entry} />
        ))}
      </ul>
    </div>
  );
}

function RampClass({ entry }: { readonly entry: LegendEntry }) {
  const words = useWords();
  const label = labelText(entry.label, words);
  return (
    <li title={`${label} · ${words.count(entry.count)}`}>
      <span className="legend-fill" style={{ background: entry.swatch.color }} />
      {label}
    </li>
  );
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

function labelText(label: LegendLabel, { t }: Words): string {
  if (label.kind === 'text') return t(shortKey(label.key));
  const { from, to } = label;
  if (from === null && to === null) return t('layers.legend.everything');
  if (from === null) return t('layers.legend.below', { to: percent(to) });
  return to === null
    ? t('layers.legend.above', { from: percent(from) })
    : t('layers.legend.between', { from: percent(from), to: percent(to) });
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

/** Limits as whole percents where they are whole. */
function percent(fraction: number | null): string {
  return String(Math.round((fraction ?? 0) * 1000) / 10);
}
