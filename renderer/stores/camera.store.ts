import { create } from 'zustand';
import type { GeoBox } from '../../shared/contract/consultation.ts';
import type { AreaRef } from '../../shared/domain/areas.ts';

/** Where the map looks: degrees, and a MapLibre zoom level. */
export interface CameraPosition {
  readonly longitude: number;
  readonly latitude: number;
  readonly zoom: number;
}

export type CameraCommand =
  | { readonly kind: 'area'; readonly area: AreaRef }
  /** Degrees. */
  | { readonly kind: 'bounds'; readonly west: number; readonly south: number; readonly east: number; readonly north: number }
  | { readonly kind: 'position'; readonly position: CameraPosition }
  | { readonly kind: 'zoom'; readonly steps: number }
  /** Fractions of the map's width and height; positive is east and south. */
  | { readonly kind: 'pan'; readonly east: number; readonly south: number };

interface CameraState {
  /** Null until a map has been drawn. Kept by the map, read by deep links and by the memory of the last view. */
  readonly position: CameraPosition | null;
  /** What it shows; null until a map has been drawn. */
  readonly bounds: GeoBox | null;
  /** The latest wish; the map carries out each sequence number once. */
  readonly request: { readonly sequence: number; readonly command: CameraCommand } | null;
  readonly actions: {
    zoomToArea(area: AreaRef): void;
    /** Degrees. */
    zoomToBounds(bounds: { readonly west: number; readonly south: number; readonly east: number; readonly north: number }): void;
    moveTo(position: CameraPosition): void;
    zoomBy(steps: number): void;
    panBy(east: number, south: number): void;
    /** Told by the map after every movement, with what it shows now. */
    arrived(position: CameraPosition, bounds?: GeoBox): void;
  };
}

export const useCameraStore = create<CameraState>()((set) => {
  const request = (command: CameraCommand): void =>
    set((state) => ({ request: { sequence: (state.request?.sequence ?? 0) + 1, command } }));
  return {
    position: null,
    bounds: null,
    request: null,
    actions: {
      zoomToArea: (area) => request({ kind: 'area', area }),
      zoomToBounds: (bounds) => request({ kind: 'bounds', ...bounds }),
      moveTo: (position) => request({ kind: 'position', position }),
      zoomBy: (steps) => request({ kind: 'zoom', steps }),
      panBy: (east, south) => request({ kind: 'pan', east, south }),
      arrived: (position, bounds) => set(bounds === undefined ? { position } : { position, bounds }),
    },
  };
});
