import fc from 'fast-check';
import { beforeEach, describe, expect, it } from 'vitest';
import { type AreaRef, isWithin } from '../../shared/domain/areas.ts';
import { latticeCity } from '../map/lattice-city.fixture.ts';
import { usePickedStore } from '../stores/picked.store.ts';
import { useSelectionStore } from '../stores/selection.store.ts';
import { combined, pickGrids, pickWayOf } from './pick-grids.ts';

const city = latticeCity(4);
const grids = fc.array(fc.nat(15));

beforeEach(() => {
  usePickedStore.setState(usePickedStore.getInitialState());
  useSelectionStore.setState(useSelectionStore.getInitialState());
});

describe('picking', () => {
  it('adds, takes away and replaces, and holds every grid once in order', () => {
    fc.assert(
      fc.property(grids, grids, (before, now) => {
        const sorted = (set: Set<number>) => [...set].sort((one, other) => one - other);
        expect(combined(before, now, 'replace')).toEqual(sorted(new Set(now)));
        expect(combined(before, now, 'add')).toEqual(sorted(new Set([...before, ...now])));
        expect(combined(before, now, 'subtract')).toEqual(sorted(new Set(before.filter((grid) => !now.includes(grid)))));
      }),
    );
  });

  it('leaves out what is not this window’s to show', () => {
    const street: AreaRef = { level: 'street', index: 1 };
    useSelectionStore.getState().actions.confine(street, (area) => isWithin(city, area, street));
    pickGrids(city, [1, 7, 8, 15], 'replace');
    expect(usePickedStore.getState().grids).toEqual([8, 15]);
  });

  it.each([
    [{ shiftKey: true, ctrlKey: false, metaKey: false }, 'add'],
    [{ shiftKey: false, ctrlKey: true, metaKey: false }, 'subtract'],
    [{ shiftKey: false, ctrlKey: false, metaKey: true }, 'subtract'],
    [{ shiftKey: false, ctrlKey: false, metaKey: false }, 'replace'],
  ] as const)('by the keys held: %o', (keys, way) => {
    expect(pickWayOf(keys)).toBe(way);
  });
});
