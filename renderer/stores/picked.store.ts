import { create } from 'zustand';

/** What a drag on the map does: move it, pick grids, or measure. */
export type MapTool = 'move' | 'box' | 'lasso' | 'distance' | 'area';

interface PickedState {
  /** Grids picked to be looked at together, ascending; empty for none. */
  readonly grids: readonly number[];
  readonly tool: MapTool;
  /** Whether the details show them; another area that is looked at takes their place, and they stay picked. */
  readonly isOpen: boolean;
  /** How many grids a link named that are of another version of the city; 0 once other grids were picked. */
  readonly lost: number;
  readonly actions: {
    setGrids(grids: readonly number[]): void;
    setTool(tool: MapTool): void;
    setOpen(isOpen: boolean): void;
    reportLost(count: number): void;
  };
}

export const usePickedStore = create<PickedState>()((set) => ({
  grids: [],
  tool: 'move',
  isOpen: false,
  lost: 0,
  actions: {
    setGrids: (grids) => set({ grids, isOpen: grids.length > 0, lost: 0 }),
    setTool: (tool) => set({ tool }),
    setOpen: (isOpen) => set({ isOpen }),
    reportLost: (lost) => set({ lost }),
  },
}));
