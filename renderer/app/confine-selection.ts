import type { City } from '../../shared/city/city.ts';
import { type AreaRef, isWithin } from '../../shared/domain/areas.ts';
import { useSelectionStore } from '../stores/selection.store.ts';

/** A window shows the area that its user is competent for and parts of it, and opens on it: of everything else nothing is known here. */
export function confineSelection(city: City, competence: AreaRef): void {
  useSelectionStore.getState().actions.confine(competence, (area) => isWithin(city, area, competence));
}
