import { create } from 'zustand';
import { type AreaRef, WHOLE_CITY } from '../../shared/domain/areas.ts';

interface SelectionState {
  /** The largest area that is ever selected: what the window's user is competent for. */
  readonly home: AreaRef;
  /** Whether an area is `home` or a part of it. */
  readonly isInside: (area: AreaRef) => boolean;
  /** What the right panel shows and the map leaves undimmed. */
  readonly selected: AreaRef;
  /** Visited areas, oldest first, and where in them the user stands: back and forward. */
  readonly visited: readonly AreaRef[];
  readonly visitedIndex: number;
  /** Grid under the pointer or keyboard cursor, −1 for none. */
  readonly hoveredGrid: number;
  /** Code of a link that names no area of `home`; null once something was selected. */
  readonly unknownCode: string | null;
  readonly actions: {
    /** Shows `home` and forgets what was visited before. */
    confine(home: AreaRef, isInside: (area: AreaRef) => boolean): void;
    /** Leaves everything as it is when the area is outside of `home`. */
    select(area: AreaRef): void;
    goBack(): void;
    goForward(): void;
    hoverGrid(grid: number): void;
    reportUnknown(code: string): void;
  };
}

const VISITED_LIMIT = 100;

export const useSelectionStore = create<SelectionState>()((set) => ({
  home: WHOLE_CITY,
  isInside: () => true,
  selected: WHOLE_CITY,
  visited: [WHOLE_CITY],
  visitedIndex: 0,
  hoveredGrid: -1,
  unknownCode: null,
  actions: {
    confine: (home, isInside) => set({ home, isInside, selected: home, visited: [home], visitedIndex: 0 }),
    select: (area) =>
      set((state) => {
        if (!state.isInside(area)) return state;
        if (state.selected.level === area.level && state.selected.index === area.index) return { unknownCode: null };
        const visited = [...state.visited.slice(0, state.visitedIndex + 1), area].slice(-VISITED_LIMIT);
        return { selected: area, visited, visitedIndex: visited.length - 1, unknownCode: null };
      }),
    goBack: () => set(stepBy(-1)),
    goForward: () => set(stepBy(1)),
    hoverGrid: (grid) => set((state) => (state.hoveredGrid === grid ? state : { hoveredGrid: grid })),
    reportUnknown: (code) => set({ unknownCode: code }),
  },
}));

function stepBy(step: number) {
  return (state: SelectionState): Partial<SelectionState> => {
    const visitedIndex = state.visitedIndex + step;
    const selected = state.visited[visitedIndex];
    return selected === undefined ? {} : { selected, visitedIndex, unknownCode: null };
  };
}
