import type { City } from '../../../shared/city/city.ts';
import { type AreaRef, areaPath, childAreas } from '../../../shared/domain/areas.ts';
import { areaKey } from '../../lib/area-words.ts';
import { deedOf } from '../../lib/place-keys.ts';

export interface TreeRow {
  readonly area: AreaRef;
  readonly key: string;
  /** 1 for the city. */
  readonly depth: number;
  readonly hasChildren: boolean;
  readonly isOpen: boolean;
  readonly positionInSet: number;
  readonly setSize: number;
}

/** Orders the children of an area; the order of the codes when left out. */
export type ChildOrder = (children: readonly AreaRef[]) => readonly AreaRef[];

/** The rows that are visible with these areas open, top to bottom. */
export function treeRows(city: City, root: AreaRef, open: ReadonlySet<string>, order: ChildOrder): TreeRow[] {
  const rows: TreeRow[] = [];
  const add = (area: AreaRef, depth: number, positionInSet: number, setSize: number): void => {
    const key = areaKey(area);
    const hasChildren = area.level !== 'grid';
    const isOpen = hasChildren && open.has(key);
    rows.push({ area, key, depth, hasChildren, isOpen, positionInSet, setSize });
    if (!isOpen) return;
    const children = order(childAreas(city, area));
    for (const [index, child] of children.entries()) add(child, depth + 1, index + 1, children.length);
  };
  add(root, 1, 1, 1);
  return rows;
}

/** The keys that must be open so that an area is in sight: its ancestors. */
export function ancestorKeys(city: City, area: AreaRef): string[] {
  return areaPath(city, area).slice(0, -1).map(areaKey);
}

/** What a key press does in a tree (WAI-ARIA tree pattern). */
export type TreeMove =
  | { readonly kind: 'focus'; readonly row: number }
  | { readonly kind: 'open' | 'close'; readonly key: string }
  | { readonly kind: 'select'; readonly area: AreaRef };

export function treeMove(rows: readonly TreeRow[], focused: number, pressed: string): TreeMove | null {
  const row = rows[focused];
  if (row === undefined) return null;
  switch (deedOf('tree', pressed)) {
    case 'treeDown':
      return { kind: 'focus', row: Math.min(focused + 1, rows.length - 1) };
    case 'treeUp':
      return { kind: 'focus', row: Math.max(focused - 1, 0) };
    case 'treeFirst':
      return { kind: 'focus', row: 0 };
    case 'treeLast':
      return { kind: 'focus', row: rows.length - 1 };
    case 'treeOpen':
      if (!row.hasChildren) return null;
      return row.isOpen ? { kind: 'focus', row: focused + 1 } : { kind: 'open', key: row.key };
    case 'treeClose':
      return row.isOpen ? { kind: 'close', key: row.key } : { kind: 'focus', row: parentRow(rows, focused) };
    case 'treeSelect':
      return { kind: 'select', area: row.area };
    case null:
      return null;
  }
}

function parentRow(rows: readonly TreeRow[], row: number): number {
  const depth = rows[row]?.depth ?? 1;
  for (let above = row - 1; above >= 0; above--) if ((rows[above]?.depth ?? 0) < depth) return above;
  return row;
}
