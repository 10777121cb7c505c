import { beforeEach, expect, it } from 'vitest';
import { useMeasureStore } from './measure.store.ts';
import { usePickedStore } from './picked.store.ts';

const place = (longitude: number) => ({ longitude, latitude: 32 });
const measure = () => useMeasureStore.getState();
const { setTool } = usePickedStore.getState().actions;

beforeEach(() => {
  setTool('move');
  setTool('distance');
  for (const longitude of [118, 119]) measure().actions.add(place(longitude));
});

it('takes corners back one by one, and no more than there are', () => {
  for (const left of [1, 0, 0]) {
    measure().actions.undo();
    expect(measure().corners).toHaveLength(left);
  }
});

it('puts away what was measured when another tool is taken, and not when the same one is', () => {
  setTool('distance');
  expect(measure().corners).toHaveLength(2);
  setTool('area');
  expect(measure().corners).toHaveLength(0);
});
