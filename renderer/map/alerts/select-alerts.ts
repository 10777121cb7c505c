import type { AlertColumns } from '../../../shared/contract/topics.ts';
import { ALERT_LEVELS } from '../../../shared/domain/alerts.ts';
import { HOUR_MS } from '../../../shared/domain/time.ts';
import type { AlertSettings } from '../../stores/layers.store.ts';
import type { Bounds } from '../bounds.ts';
import { type LeftOut, RowCheck } from '../usable-rows.ts';

/** The alerts that pass the filters. Heat, hexagons, single marks and the legend are all made from this one list. */
export interface AlertSelection {
  /** Rows of the columns, least severe first, so that the most severe is drawn on top. */
  readonly rows: Uint32Array;
  /** How many of `rows` each level has, in the order of ALERT_LEVELS. */
  readonly countByLevel: readonly number[];
  /** Alerts that pass the filters of level, kind and state but cannot be shown: counted, not drawn. */
  readonly leftOut: LeftOut;
}

function keepTable(size: number, hidden: readonly number[]): Uint8Array {
  const keep = new Uint8Array(size).fill(1);
  for (const index of hidden) keep[index] = 0;
  return keep;
}

/** Applies level, kind, state and time window. `bounds` is where an alert of this city can be. */
export function selectAlerts(columns: AlertColumns, count: number, settings: AlertSettings, nowMs: number, bounds: Bounds): AlertSelection {
  const levels = keepTable(256, settings.hiddenLevels);
  const kinds = keepTable(256, settings.hiddenKinds);
  const states = keepTable(256, settings.hiddenStates);
  const sinceMs = nowMs - settings.windowHours * HOUR_MS;
  const check = new RowCheck(bounds, nowMs);
  const byLevel: number[][] = ALERT_LEVELS.map(() => []);
  for (let row = 0; row < count; row++) {
    const level = columns.level[row] ?? 0;
    if (levels[level] !== 1 || kinds[columns.kind[row] ?? 0] !== 1 || states[columns.state[row] ?? 0] !== 1) continue;
    const raisedAtMs = columns.raisedAtMs[row] ?? Number.NaN;
    if (raisedAtMs < sinceMs && check.isInTime(raisedAtMs)) continue;
    if (check.passes(columns, columns.raisedAtMs, row)) byLevel[level]?.push(row);
  }
  return {
    rows: Uint32Array.from(byLevel.toReversed().flat()),
    countByLevel: byLevel.map((rows) => rows.length),
    leftOut: check.leftOut,
  };
}
