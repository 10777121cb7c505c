import { beforeEach, expect, it } from 'vitest';
import { type AreaRef, isWithin } from '../../shared/domain/areas.ts';
import { goToArea } from '../lib/go-to-area.ts';
import { latticeCity } from '../map/lattice-city.fixture.ts';
import { useCameraStore } from './camera.store.ts';
import { useSelectionStore } from './selection.store.ts';

const city = latticeCity(4);
const street: AreaRef = { level: 'street', index: 1 };
const inside: AreaRef = { level: 'grid', index: 9 };
const outside: AreaRef = { level: 'grid', index: 1 };
const state = () => useSelectionStore.getState();

beforeEach(() => {
  useSelectionStore.setState(useSelectionStore.getInitialState());
  useCameraStore.setState(useCameraStore.getInitialState());
});

it('opens on the area that it is confined to, with nothing visited before', () => {
  state().actions.select(inside);
  state().actions.confine(street, (area) => isWithin(city, area, street));
  expect([state().selected, state().visited, state().visitedIndex]).toEqual([street, [street], 0]);
});

it('selects parts of it, and nothing outside, nor moves the camera there', () => {
  state().actions.confine(street, (area) => isWithin(city, area, street));
  for (const area of [outside, { level: 'city', index: 0 } as const, { level: 'street', index: 0 } as const]) goToArea(area);
  expect([state().selected, useCameraStore.getState().request]).toEqual([street, null]);
  goToArea(inside);
  expect([state().selected, useCameraStore.getState().request?.command]).toEqual([inside, { kind: 'area', area: inside }]);
});
