import type { VisitListRow } from '../../../shared/contract/backend-api.ts';

/** `4–6`, or `4` for a single floor. */
export function floorsText({ floorFrom, floorTo }: Pick<VisitListRow, 'floorFrom' | 'floorTo'>): string {
  return floorFrom === floorTo ? String(floorFrom) : `${floorFrom}–${floorTo}`;
}
