import { create } from 'zustand';
import type { MapPictureAnswer } from '../map/picture/take-picture.ts';

/** The map that is drawn now, for those who want a picture of it. */
export interface PictureSource {
  /** Width over height. */
  aspect(): number;
  /** @param widthPixels device pixels a row */
  take(widthPixels: number): MapPictureAnswer;
}

interface MapPictureState {
  /** Null while there is no map. */
  readonly source: PictureSource | null;
  readonly actions: { setSource(source: PictureSource | null): void };
}

export const useMapPictureStore = create<MapPictureState>()((set) => ({
  source: null,
  actions: { setSource: (source) => set({ source }) },
}));
