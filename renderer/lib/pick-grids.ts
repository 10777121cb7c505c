import type { City } from '../../shared/city/city.ts';
import { gridRangeOf } from '../../shared/domain/areas.ts';
import { usePickedStore } from '../stores/picked.store.ts';
import { useSelectionStore } from '../stores/selection.store.ts';

/** How newly picked grids meet those picked before. */
export type PickWay = 'replace' | 'add' | 'subtract';

/** Shift adds, Ctrl (on a Mac ⌘) takes away. */
export function pickWayOf(event: { readonly shiftKey: boolean; readonly ctrlKey: boolean; readonly metaKey: boolean }): PickWay {
  if (event.shiftKey) return 'add';
  return event.ctrlKey || event.metaKey ? 'subtract' : 'replace';
}

/** Grids picked before and now, ascending and each once. */
export function combined(before: readonly number[], grids: readonly number[], way: PickWay): readonly number[] {
  const picked = new Set(way === 'replace' ? [] : before);
  for (const grid of grids) {
    if (way === 'subtract') picked.delete(grid);
    else picked.add(grid);
  }
  return [...picked].sort((one, other) => one - other);
}

/** Picks grids, as far as they belong to what this window may show. */
export function pickGrids(city: City, grids: readonly number[], way: PickWay): void {
  const { from, to } = gridRangeOf(city, useSelectionStore.getState().home);
  const { grids: before, actions } = usePickedStore.getState();
  const inside = grids.filter((grid) => grid >= from && grid < to);
  actions.setGrids(combined(before, inside, way));
}

export function clearPicked(): void {
  const { actions } = usePickedStore.getState();
  actions.setTool('move');
  actions.setGrids([]);
}
