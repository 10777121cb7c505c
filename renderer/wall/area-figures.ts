import type { WallAreas, WallSnapshot } from '../../shared/contract/wall.ts';
import type { AreaRef } from '../../shared/domain/areas.ts';
import type { RateRule } from '../../shared/domain/rates.ts';
import { HIDDEN_COUNT } from '../../shared/domain/suppression.ts';

/** What the wall knows of one area. */
export interface WallAreaFigures {
  readonly perMille: number;
  readonly rateClass: number;
  readonly overdue: number;
  readonly premisesAlerts: number;
}

function placeOf(snapshot: WallSnapshot, area: AreaRef, home: AreaRef): readonly [WallAreas, number] {
  if (area.level === home.level && area.index === home.index) return [snapshot.home, 0];
  switch (area.level) {
    case 'district':
      return [snapshot.districts, area.index];
    case 'street':
      return [snapshot.streets, area.index];
    case 'community':
      return [snapshot.communities, area.index];
    default:
      return [snapshot.home, 0];
  }
}

export function figuresOf(snapshot: WallSnapshot, area: AreaRef, home: AreaRef, rule: RateRule): WallAreaFigures {
  const [areas, index] = placeOf(snapshot, area, home);
  return {
    perMille: areas.rates[rule].perMille[index] ?? HIDDEN_COUNT,
    rateClass: areas.rates[rule].classes[index] ?? 0,
    overdue: areas.overdue[index] ?? HIDDEN_COUNT,
    premisesAlerts: areas.premisesAlerts[index] ?? 0,
  };
}
