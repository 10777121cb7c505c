import { describe, expect, it } from 'vitest';
import { type AreaRef, WHOLE_CITY } from '../../../shared/domain/areas.ts';
import { areaKey } from '../../lib/area-words.ts';
import { smallCity } from '../../testing/small-city.ts';
import { ancestorKeys, treeMove, treeRows } from './tree-rows.ts';

const city = smallCity();
const inOrder = (children: readonly AreaRef[]) => children;
const rowsWith = (open: readonly string[]) => treeRows(city, WHOLE_CITY, new Set(open), inOrder);

describe('the tree of areas', () => {
  it('shows the districts of an open city and nothing below a closed one', () => {
    expect(rowsWith([])).toHaveLength(1);
    expect(rowsWith([areaKey(WHOLE_CITY)])).toHaveLength(1 + city.districts.count);
  });

  it('brings any grid into sight when its ancestors are open', () => {
    const grid: AreaRef = { level: 'grid', index: city.grids.count - 1 };
    const row = rowsWith(ancestorKeys(city, grid)).find((candidate) => candidate.key === areaKey(grid));
    expect(row).toMatchObject({ depth: 5, hasChildren: false });
  });

  it('opens, enters, closes and leaves areas with the arrow keys', () => {
    const closed = rowsWith([areaKey(WHOLE_CITY)]);
    expect(treeMove(closed, 1, 'ArrowRight')).toEqual({ kind: 'open', key: 'district:0' });
    const opened = rowsWith([areaKey(WHOLE_CITY), 'district:0']);
    expect(treeMove(opened, 1, 'ArrowRight')).toEqual({ kind: 'focus', row: 2 });
    expect(treeMove(opened, 2, 'ArrowLeft')).toEqual({ kind: 'focus', row: 1 });
    expect(treeMove(opened, 1, 'ArrowLeft')).toEqual({ kind: 'close', key: 'district:0' });
    expect(treeMove(opened, 2, 'Enter')).toEqual({ kind: 'select', area: { level: 'street', index: 0 } });
    expect(treeMove(opened, 0, 'ArrowUp')).toEqual({ kind: 'focus', row: 0 });
  });
});
