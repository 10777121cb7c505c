import { create } from 'zustand';
import { useMeasureStore } from './measure.store.ts';

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
  /** Somebody picks by value: the form for it is open. */
  readonly isFiltering: boolean;
  /** The file of the picked grids was asked for, and nobody has made it yet. */
  readonly isExportAsked: boolean;
  readonly actions: {
    setGrids(grids: readonly number[]): void;
    /** What was measured with another tool is put away. */
    setTool(tool: MapTool): void;
    setOpen(isOpen: boolean): void;
    reportLost(count: number): void;
    setFiltering(isFiltering: boolean): void;
    /** Of the grids that are picked: the panel that shows them makes it. */
    askExport(isAsked: boolean): void;
  };
}

export const usePickedStore = create<PickedState>()((set, get) => ({
  grids: [],
  tool: 'move',
  isOpen: false,
  lost: 0,
  isFiltering: false,
  isExportAsked: false,
  actions: {
    setGrids: (grids) => set({ grids, isOpen: grids.length > 0, lost: 0 }),
    setTool: (tool) => {
      if (tool === get().tool) return;
      set({ tool });
      useMeasureStore.getState().actions.clear();
    },
    setOpen: (isOpen) => set({ isOpen }),
    reportLost: (lost) => set({ lost }),
    setFiltering: (isFiltering) => set({ isFiltering }),
    askExport: (isExportAsked) => set(isExportAsked ? { isExportAsked, isOpen: get().grids.length > 0 } : { isExportAsked }),
  },
}));
