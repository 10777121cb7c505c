import { beforeEach, expect, test } from 'vitest';
import { WHOLE_CITY } from '../../../shared/domain/areas.ts';
import { useRowsStore } from '../../stores/rows.store.ts';
import { useSelectionStore } from '../../stores/selection.store.ts';
import { openHit } from './use-search.ts';

beforeEach(() => {
  useRowsStore.getState().actions.close();
  useSelectionStore.getState().actions.select(WHOLE_CITY);
});

test('a task that was found is shown in its grid', () => {
  openHit({ kind: 'task', taskId: 1204, grid: 17, name: '张*三', path: '' });
  expect(useSelectionStore.getState().selected).toEqual({ level: 'grid', index: 17 });
  expect(useRowsStore.getState().request).toBeNull();
});

test('a task in no grid is shown among the unplaced of the city, whatever batch it is of', () => {
  openHit({ kind: 'task', taskId: 1204, grid: -1, name: '张*三', path: '' });
  expect(useSelectionStore.getState().selected).toEqual(WHOLE_CITY);
  expect(useRowsStore.getState().request).toEqual({
    kind: 'tasks',
    area: WHOLE_CITY,
    scope: { kind: 'all' },
    figure: 'unplaced',
    taskId: 1204,
    shown: null,
  });
});
