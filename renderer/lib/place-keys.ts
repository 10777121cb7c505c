import { WALL_KIOSK_KEY } from '../../shared/host/host-facts.ts';

/**
 * What keys do where something particular has the focus: the one list. Map, tree, tables, fields and handles look up here what a key means, and the
 * key map shows this list, so that it says what is true. Deeds are named as in the catalogues (`keys`).
 */
export const PLACE_KEYS = {
  map: [
    { deed: 'mapMove', keys: ['ArrowUp', 'ArrowDown', 'ArrowLeft', 'ArrowRight'] },
    { deed: 'mapSelect', keys: ['Enter'] },
    { deed: 'mapPan', keys: ['Shift+ArrowUp', 'Shift+ArrowDown', 'Shift+ArrowLeft', 'Shift+ArrowRight'] },
    { deed: 'mapZoomIn', keys: ['+', '='] },
    { deed: 'mapZoomOut', keys: ['-'] },
    { deed: 'mapHome', keys: ['Home'] },
    { deed: 'mapLeave', keys: ['Escape'] },
  ],
  measuring: [{ deed: 'measurePoint', keys: ['Enter'] }],
  search: [
    { deed: 'hitDown', keys: ['ArrowDown'] },
    { deed: 'hitUp', keys: ['ArrowUp'] },
    { deed: 'hitOpen', keys: ['Enter'] },
    { deed: 'hitLeave', keys: ['Escape'] },
  ],
  field: [
    { deed: 'fieldTake', keys: ['Enter'] },
    { deed: 'fieldLeave', keys: ['Escape'] },
  ],
  tree: [
    { deed: 'treeDown', keys: ['ArrowDown'] },
    { deed: 'treeUp', keys: ['ArrowUp'] },
    { deed: 'treeOpen', keys: ['ArrowRight'] },
    { deed: 'treeClose', keys: ['ArrowLeft'] },
    { deed: 'treeFirst', keys: ['Home'] },
    { deed: 'treeLast', keys: ['End'] },
    { deed: 'treeSelect', keys: ['Enter', ' '] },
  ],
  table: [
    { deed: 'tableDown', keys: ['ArrowDown'] },
    { deed: 'tableUp', keys: ['ArrowUp'] },
    { deed: 'tablePageDown', keys: ['PageDown'] },
    { deed: 'tablePageUp', keys: ['PageUp'] },
    { deed: 'tableFirst', keys: ['Home'] },
    { deed: 'tableLast', keys: ['End'] },
    { deed: 'tableOpen', keys: ['Enter'] },
  ],
  axis: [
    { deed: 'axisBack', keys: ['ArrowLeft', 'ArrowDown'] },
    { deed: 'axisForward', keys: ['ArrowRight', 'ArrowUp'] },
    { deed: 'axisHourBack', keys: ['Shift+ArrowLeft', 'Shift+ArrowDown'] },
    { deed: 'axisHourForward', keys: ['Shift+ArrowRight', 'Shift+ArrowUp'] },
    { deed: 'axisDayBack', keys: ['PageUp'] },
    { deed: 'axisDayForward', keys: ['PageDown'] },
    { deed: 'axisStart', keys: ['Home'] },
    { deed: 'axisNow', keys: ['End'] },
    { deed: 'axisPlay', keys: [' '] },
  ],
  breaks: [
    { deed: 'breakDown', keys: ['ArrowLeft', 'ArrowDown'] },
    { deed: 'breakUp', keys: ['ArrowRight', 'ArrowUp'] },
    { deed: 'breakDownFar', keys: ['PageDown'] },
    { deed: 'breakUpFar', keys: ['PageUp'] },
  ],
  bookmarks: [
    { deed: 'bookmarkDown', keys: ['ArrowDown'] },
    { deed: 'bookmarkUp', keys: ['ArrowUp'] },
    { deed: 'bookmarkEarlier', keys: ['Alt+ArrowUp'] },
    { deed: 'bookmarkLater', keys: ['Alt+ArrowDown'] },
    { deed: 'bookmarkRename', keys: ['F2'] },
    { deed: 'bookmarkRemove', keys: ['Delete'] },
  ],
  split: [
    { deed: 'splitLeft', keys: ['ArrowLeft'] },
    { deed: 'splitRight', keys: ['ArrowRight'] },
  ],
  // Its host heeds it, whose main process cannot look it up here.
  wall: [{ deed: 'wallKiosk', keys: [WALL_KIOSK_KEY] }],
} as const;

export type Place = keyof typeof PLACE_KEYS;
export type Deed<In extends Place = Place> = (typeof PLACE_KEYS)[In][number]['deed'];

interface PlaceKey<In extends Place> {
  readonly deed: Deed<In>;
  readonly keys: readonly string[];
}

/** What a key (see nameOfPress) does in a place, or null. */
export function deedOf<In extends Place>(place: In, pressed: string): Deed<In> | null {
  const rows: readonly PlaceKey<In>[] = PLACE_KEYS[place];
  return rows.find(({ keys }) => keys.includes(pressed))?.deed ?? null;
}
