import { areaName, type AreaRef } from '../../../shared/domain/areas.ts';
import { LAYER_IDS, type LayerId, PERSONAL_LAYER_IDS } from '../../../shared/domain/layers.ts';
import { formatDateMinute } from '../../lib/format.ts';
import type { Words } from '../../lib/use-words.ts';
import type { LegendEntry, LegendSource, LegendSwatch } from '../../map/layers/legend.ts';
import { legendOf } from '../../map/layers/legend-of.ts';
import { METRICS } from '../../metrics/index.ts';
import { classText } from '../../metrics/metric-words.ts';

export interface SheetEntry {
  readonly swatch: LegendSwatch;
  readonly text: string;
  /** Empty for what is not counted here. */
  readonly count: string;
}

/** A layer that is shown: what it is, how it is counted, what its colours and signs mean. */
export interface SheetSection {
  readonly title: string;
  readonly notes: readonly string[];
  readonly entries: readonly SheetEntry[];
}

/** Every word on a sheet. */
export interface SheetContent {
  readonly title: string;
  readonly asOf: string;
  readonly sections: readonly SheetSection[];
  /** What the map is made of, and who made the sheet when. */
  readonly foot: readonly [left: string, right: string];
  readonly watermark: string;
}

export interface SheetFacts {
  readonly area: AreaRef;
  readonly visible: Readonly<Record<LayerId, boolean>>;
  /** Of the data; null while it is not known. */
  readonly asOfMs: number | null;
  readonly isPast: boolean;
  readonly user: string;
  readonly nowMs: number;
}

export function sheetContent(source: LegendSource, facts: SheetFacts, words: Words): SheetContent {
  const { t, count } = words;
  const { city, coverage } = source;
  const { area, visible, asOfMs, isPast, user, nowMs } = facts;
  const madeAt = formatDateMinute(nowMs);
  const time = asOfMs === null ? t('state.noData') : formatDateMinute(asOfMs);
  const subject = visible.coverage ? [t(`metric.name.${coverage.metric}`)] : [];
  return {
    title: [areaName(city, area), ...subject].join(' · '),
    asOf: isPast ? t('picture.asOfPast', { time }) : t('picture.asOf', { time }),
    sections: LAYER_IDS.filter((id) => visible[id] && !PERSONAL_LAYER_IDS.has(id)).map((id) => sectionOf(id, source, words)),
    foot: [t('onMap.attribution', { grids: count(city.grids.count) }), t('picture.madeBy', { user, time: madeAt })],
    watermark: t('app.watermark', { user, time: madeAt }),
  };
}

function sectionOf(id: LayerId, source: LegendSource, words: Words): SheetSection {
  const { entries } = legendOf(id, source);
  return { ...headOf(id, source, words), entries: entries.map((entry) => entryOf(entry, words)) };
}

function headOf(id: LayerId, { coverage, alerts }: LegendSource, { t }: Words): Omit<SheetSection, 'entries'> {
  if (id === 'alerts') return { title: t('onMap.layer.alerts'), notes: [t(`layers.windowHours.h${alerts.windowHours}`)] };
  if (id === 'workers') return { title: t('onMap.layer.workers'), notes: [] };
  const { unit, hasRule } = METRICS[coverage.metric];
  const facts = [t(`metric.unit.${unit}`), ...(hasRule ? [t(`rule.${coverage.rule}`)] : [])];
  return { title: t(`metric.name.${coverage.metric}`), notes: [t(`metric.note.${coverage.metric}`), facts.join(' · ')] };
}

function entryOf({ swatch, label, count }: LegendEntry, words: Words): SheetEntry {
  const text = label.kind === 'text' ? words.t(label.key) : classText(label.from, label.to, label.unit, words);
  return { swatch, text, count: count === null ? '' : words.count(count) };
}
