import { create } from 'zustand';
import type { Place } from '../map/picking/grids-in-ring.ts';

interface MeasureState {
  /** Set by click or key, in this order; for an area they go around it. */
  readonly corners: readonly Place[];
  readonly actions: {
    add(corner: Place): void;
    /** Takes the last corner back. */
    undo(): void;
    clear(): void;
  };
}

/** What is being measured while distance or area is the tool. */
export const useMeasureStore = create<MeasureState>()((set) => ({
  corners: [],
  actions: {
    add: (corner) => set(({ corners }) => ({ corners: [...corners, corner] })),
    undo: () => set(({ corners }) => (corners.length === 0 ? {} : { corners: corners.slice(0, -1) })),
    clear: () => set(({ corners }) => (corners.length === 0 ? {} : { corners: [] })),
  },
}));
