import { create } from 'zustand';
import { type AreaRef, WHOLE_CITY } from '../../shared/domain/areas.ts';
import type { MetricId } from '../../shared/domain/metrics.ts';
import { useLayersStore } from './layers.store.ts';

/** What was looked at, and by which metric when it was left. */
export interface Visit {
  readonly area: AreaRef;
  readonly metric: MetricId;
}

interface SelectionState {
  /** The largest area that is ever selected: what the window's user is competent for. */
  readonly home: AreaRef;
  /** Whether an area is `home` or a part of it. */
  readonly isInside: (area: AreaRef) => boolean;
  /** What the right panel shows and the map leaves undimmed. */
  readonly selected: AreaRef;
  /** What was looked at, oldest first, and where in it the user stands: back and forward. */
  readonly visited: readonly Visit[];
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
    /** The same area is about to be looked at by another metric: a step of its own on the way back. */
    lookBy(metric: MetricId): void;
    goBack(): void;
    goForward(): void;
    hoverGrid(grid: number): void;
    reportUnknown(code: string): void;
  };
}

const VISITED_LIMIT = 100;

const metricInView = (): MetricId => useLayersStore.getState().coverage.metric;

function visitAfter(
  { visited, visitedIndex }: Pick<SelectionState, 'visited' | 'visitedIndex'>,
  next: Visit,
): Pick<SelectionState, 'visited' | 'visitedIndex'> {
  const before = visited.slice(0, visitedIndex).slice(2 - VISITED_LIMIT);
  const left = visited[visitedIndex];
  const longer = [...before, ...(left === undefined ? [] : [{ area: left.area, metric: metricInView() }]), next];
  return { visited: longer, visitedIndex: longer.length - 1 };
}

export const useSelectionStore = create<SelectionState>()((set) => ({
  home: WHOLE_CITY,
  isInside: () => true,
  selected: WHOLE_CITY,
  visited: [{ area: WHOLE_CITY, metric: metricInView() }],
  visitedIndex: 0,
  hoveredGrid: -1,
  unknownCode: null,
  actions: {
    confine: (home, isInside) =>
      set({ home, isInside, selected: home, visited: [{ area: home, metric: metricInView() }], visitedIndex: 0 }),
    select: (area) =>
      set((state) => {
        if (!state.isInside(area)) return state;
        if (state.selected.level === area.level && state.selected.index === area.index) return { unknownCode: null };
        return { ...visitAfter(state, { area, metric: metricInView() }), selected: area, unknownCode: null };
      }),
    lookBy: (metric) => set((state) => (metric === metricInView() ? state : visitAfter(state, { area: state.selected, metric }))),
    goBack: () => set(stepBy(-1)),
    goForward: () => set(stepBy(1)),
    hoverGrid: (grid) => set((state) => (state.hoveredGrid === grid ? state : { hoveredGrid: grid })),
    reportUnknown: (code) => set({ unknownCode: code }),
  },
}));

function stepBy(step: number) {
  return (state: SelectionState): Partial<SelectionState> => {
    const visitedIndex = state.visitedIndex + step;
    const visit = state.visited[visitedIndex];
    return visit === undefined ? {} : { selected: visit.area, visitedIndex, unknownCode: null };
  };
}
