import { create } from 'zustand';

/** What is told of a new alert of level red: never a person. */
export interface RedAlert {
  readonly id: number;
  /** −1 where it lies in no grid. */
  readonly grid: number;
  /** Index into ALERT_KINDS. */
  readonly kind: number;
  readonly raisedAtMs: number;
}

/** Whether the last one was heard: nobody may think that it was quiet because nothing happened. */
export type Heard = 'rang' | 'silent' | 'blocked';

interface RedAlertsState {
  /** Those that nobody has seen yet, newest first. */
  readonly alerts: readonly RedAlert[];
  readonly heard: Heard;
  readonly actions: {
    /** Newest first, all of them newer than those that are there. */
    tell(found: readonly RedAlert[], heard: Heard): void;
    dismiss(): void;
  };
}

/** New alerts of level red until somebody has seen them. */
export const useRedAlertsStore = create<RedAlertsState>()((set) => ({
  alerts: [],
  heard: 'silent',
  actions: {
    tell: (found, heard) => set(({ alerts }) => ({ alerts: [...found, ...alerts], heard })),
    dismiss: () => set({ alerts: [] }),
  },
}));
