import { COORDINATE_SCALE } from '../../../shared/city/city.ts';
import type { AlertColumns } from '../../../shared/contract/topics.ts';
import { ALERT_LEVELS } from '../../../shared/domain/alerts.ts';
import { HOUR_MS } from '../../../shared/domain/time.ts';
import type { AlertSettings } from '../../stores/layers.store.ts';
import type { Bounds } from '../bounds.ts';

/** The alerts that pass the filters. Heat, hexagons, single marks and the legend are all made from this one list. */
export interface AlertSelection {
  /** Rows of the columns, least severe first, so that the most severe is drawn on top. */
  readonly rows: Uint32Array;
  /** How many of `rows` each level has, in the order of ALERT_LEVELS. */
  readonly countByLevel: readonly number[];
  /** Alerts that pass the filters but whose position lies far outside the city: counted, not drawn. */
  readonly unlocated: number;
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
  const [west, east] = [bounds.west * COORDINATE_SCALE, bounds.east * COORDINATE_SCALE];
  const [south, north] = [bounds.south * COORDINATE_SCALE, bounds.north * COORDINATE_SCALE];
  const byLevel: number[][] = ALERT_LEVELS.map(() => []);
  let unlocated = 0;
  for (let row = 0; row < count; row++) {
    const level = columns.level[row] ?? 0;
    const isKept = levels[level] === 1 && kinds[columns.kind[row] ?? 0] === 1 && states[columns.state[row] ?? 0] === 1;
    if (!isKept || (columns.raisedAtMs[row] ?? 0) < sinceMs) continue;
    const longitude = columns.longitude[row] ?? 0;
    const latitude = columns.latitude[row] ?? 0;
    if (longitude < west || longitude > east || latitude < south || latitude > north) unlocated++;
    else byLevel[level]?.push(row);
  }
  return { rows: Uint32Array.from(byLevel.toReversed().flat()), countByLevel: byLevel.map((rows) => rows.length), unlocated };
}
