import { create } from 'zustand';
import type { Annotation, Consultation, FrozenFrame, GeoPlace } from '../../shared/contract/consultation.ts';

/** What the pointer does on the map while the walls show a consultation. */
export type ConsultationTool = 'none' | 'pointer' | 'pen' | 'arrow' | 'label';

interface ConsultationState {
  /** What every wall shows now; null while there is no consultation. */
  readonly frame: FrozenFrame | null;
  readonly annotations: readonly Annotation[];
  readonly tool: ConsultationTool;
  /** Where the pointer stands for the walls; null beside the map, and with another tool. */
  readonly pointer: GeoPlace | null;
  readonly actions: {
    /** Told by the backend. */
    take(told: Pick<Consultation, 'frame' | 'annotations'>): void;
    setTool(tool: ConsultationTool): void;
    point(pointer: GeoPlace | null): void;
  };
}

/** The consultation that the walls show, and what the console does in it. */
export const useConsultationStore = create<ConsultationState>()((set) => ({
  frame: null,
  annotations: [],
  tool: 'none',
  pointer: null,
  actions: {
    take: ({ frame, annotations }) => set(frame === null ? { frame, annotations, tool: 'none', pointer: null } : { frame, annotations }),
    setTool: (tool) => set({ tool, pointer: null }),
    point: (pointer) => set({ pointer }),
  },
}));

/** Whether a drag or click on the map draws. */
export function isDrawingTool(tool: ConsultationTool): boolean {
  return tool === 'pen' || tool === 'arrow' || tool === 'label';
}
