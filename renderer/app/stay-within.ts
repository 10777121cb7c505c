import type { City } from '../../shared/city/city.ts';
import { type AreaRef, isWithin } from '../../shared/domain/areas.ts';
import { useSelectionStore } from '../stores/selection.store.ts';

/** A window opens on the area that its user is competent for, unless a link names a part of it: of everything else nothing is known here. */
export function stayWithin(city: City, competence: AreaRef): void {
  const { selected, actions } = useSelectionStore.getState();
  if (!isWithin(city, selected, competence)) actions.select(competence);
}
