import { beforeEach, expect, it } from 'vitest';
import { type AreaRef, isWithin } from '../../shared/domain/areas.ts';
import { latticeCity } from '../map/lattice-city.fixture.ts';
import { chooseMetric } from '../lib/choose-metric.ts';
import { goThroughVisited, goToArea } from '../lib/go-to-area.ts';
import { useCameraStore } from './camera.store.ts';
import { useLayersStore } from './layers.store.ts';
import { useSelectionStore } from './selection.store.ts';

const city = latticeCity(4);
const street: AreaRef = { level: 'street', index: 1 };
const inside: AreaRef = { level: 'grid', index: 9 };
const outside: AreaRef = { level: 'grid', index: 1 };
const state = () => useSelectionStore.getState();

beforeEach(() => {
  useSelectionStore.setState(useSelectionStore.getInitialState());
  useCameraStore.setState(useCameraStore.getInitialState());
  useLayersStore.setState(useLayersStore.getInitialState());
});

it('opens on the area that it is confined to, with nothing visited before', () => {
  state().actions.select(inside);
  state().actions.confine(street, (area) => isWithin(city, area, street));
  expect([state().selected, state().visited, state().visitedIndex]).toEqual([street, [{ area: street, metric: 'coverage' }], 0]);
});

it('selects parts of it, and nothing outside, nor moves the camera there', () => {
  state().actions.confine(street, (area) => isWithin(city, area, street));
  for (const area of [outside, { level: 'city', index: 0 } as const, { level: 'street', index: 0 } as const]) goToArea(area);
  expect([state().selected, useCameraStore.getState().request]).toEqual([street, null]);
  goToArea(inside);
  expect([state().selected, useCameraStore.getState().request?.command]).toEqual([inside, { kind: 'area', area: inside }]);
});

it('goes back and forward through metrics as through areas', () => {
  const view = () => [state().selected, useLayersStore.getState().coverage.metric];
  chooseMetric('overdue');
  goToArea(inside);
  chooseMetric('presence');
  goThroughVisited(-1);
  expect(view()).toEqual([inside, 'overdue']);
  goThroughVisited(-1);
  goThroughVisited(-1);
  expect(view()).toEqual([{ level: 'city', index: 0 }, 'coverage']);
  for (let step = 0; step < 3; step++) goThroughVisited(1);
  expect(view()).toEqual([inside, 'presence']);
});
