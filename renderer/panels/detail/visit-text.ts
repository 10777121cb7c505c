import type { VisitListRow } from '../../../shared/contract/visits.ts';
import { VISIT_KINDS } from '../../../shared/domain/workers.ts';
import type { Words } from '../../lib/use-words.ts';

/** `4–6`, or `4` for a single floor. */
export function floorsText({ floorFrom, floorTo }: VisitListRow): string {
  return floorFrom === floorTo ? String(floorFrom) : `${floorFrom}–${floorTo}`;
}

/** What was visited, to building and floor; a house outside the compounds has neither. */
export function visitText(visit: VisitListRow, { t }: Words, compounds: readonly string[]): string {
  const { kind, compound, building, unit, households } = visit;
  const facts = { kind: t(`visitKind.${VISIT_KINDS[kind] ?? 'screening'}`), households };
  if (compound < 0) return t('detail.timelineVisitOutside', facts);
  return t('detail.timelineVisit', { ...facts, place: compounds[compound] ?? '', building, unit, floors: floorsText(visit) });
}
