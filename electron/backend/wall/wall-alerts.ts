import type { WallAlerts } from '../../../shared/contract/wall.ts';
import { ALERT_KINDS, ALERT_LEVELS, PREMISES_ALERT_KINDS } from '../../../shared/domain/alerts.ts';
import type { AreaRef } from '../../../shared/domain/areas.ts';
import { MINUTE_MS } from '../../../shared/domain/time.ts';
import { sql } from '../db/sql.ts';
import { inArea } from '../queries/area-filter.ts';
import { ALERT_STATE } from '../queries/codes.ts';
import type { QueryContext } from '../queries/query-context.ts';
import type { PremisesCounts } from './wall-areas.ts';

/** More than any wall has room for. */
const LISTED_LIMIT = 60;
const IS_PREMISES = ALERT_KINDS.map((kind) => PREMISES_ALERT_KINDS.includes(kind));

export interface OpenAlerts {
  readonly premises: PremisesCounts;
  readonly premisesByLevel: readonly number[];
  readonly persons: number;
  readonly latest: readonly WallAlerts[];
}

type Group = { -readonly [Name in keyof WallAlerts]: WallAlerts[Name] };

function bySeverity(one: WallAlerts, other: WallAlerts): number {
  return one.level - other.level || other.raisedAtMs - one.raisedAtMs || one.kind - other.kind || one.street - other.street;
}

/** The open alerts of a competence: those about premises by place, of those about persons only how many there are. */
export function openAlerts({ db, city }: QueryContext, competence: AreaRef): OpenAlerts {
  const byGrid = new Uint16Array(city.grids.count);
  const byLevel = ALERT_LEVELS.map(() => 0);
  const groups = new Map<string, Group>();
  let [outside, persons] = [0, 0];
  const rows = db.values(sql`SELECT grid, street, level, kind, state, raised_at FROM alert
    WHERE state IN (${ALERT_STATE.raised}, ${ALERT_STATE.acknowledged}) AND ${inArea(city, 'grid', competence)}`);
  for (const cells of rows) {
    const [grid = -1, ownStreet = -1, level = 0, kind = 0, state = 0, raisedAt = 0] = cells.map(Number);
    if (IS_PREMISES[kind] !== true) {
      persons += 1;
      continue;
    }
    if (grid >= 0) byGrid[grid] = (byGrid[grid] ?? 0) + 1;
    else outside += 1;
    byLevel[level] = (byLevel[level] ?? 0) + 1;
    const street = grid >= 0 ? (city.grids.street[grid] ?? -1) : ownStreet;
    const key = `${level} ${kind} ${street}`;
    const group = groups.get(key) ?? { level, kind, street, count: 0, raised: 0, raisedAtMs: 0 };
    groups.set(key, group);
    group.count += 1;
    if (state === ALERT_STATE.raised) group.raised += 1;
    group.raisedAtMs = Math.max(group.raisedAtMs, Math.floor(raisedAt / MINUTE_MS) * MINUTE_MS);
  }
  const latest = [...groups.values()].sort(bySeverity).slice(0, LISTED_LIMIT);
  return { premises: { byGrid, outside }, premisesByLevel: byLevel, persons, latest };
}
