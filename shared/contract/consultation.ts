import type { AreaRef } from '../domain/areas.ts';
import type { Language } from './daily-report.ts';
import type { WallSnapshot } from './wall.ts';

/** A place on the map, degrees. */
export interface GeoPlace {
  readonly longitude: number;
  readonly latitude: number;
}

/** A part of the map, degrees. */
export interface GeoBox {
  readonly west: number;
  readonly south: number;
  readonly east: number;
  readonly north: number;
}

/** What a consultation talks about: a moment and a selection that stay as they are on every wall until they are let go. */
export interface FrozenFrame {
  /** Said on the wall beside its moment; may be empty. */
  readonly title: string;
  /** A moment that is past; the figures are those of then. */
  readonly asOfMs: number;
  /** Code of a district, street or community; empty: the area of competence. */
  readonly areaCode: string;
  /** Null: the whole area. */
  readonly view: GeoBox | null;
  /** Grids that are pointed out, ascending; none: the whole area counts. */
  readonly grids: readonly number[];
}

/** Drawn on the map, where it stays however the map is looked at. Everybody who passes a wall reads it. */
export type AnnotationShape =
  | { readonly kind: 'pen'; readonly line: readonly GeoPlace[] }
  | { readonly kind: 'arrow'; readonly from: GeoPlace; readonly to: GeoPlace }
  | { readonly kind: 'label'; readonly at: GeoPlace; readonly text: string };

export interface Annotation {
  /** From 1 upwards, in the order of drawing; one that was taken back leaves its number to the next. */
  readonly number: number;
  readonly drawnAtMs: number;
  readonly shape: AnnotationShape;
}

export const CONSULTATION_LIMITS = { steps: 40, annotations: 60, linePlaces: 300, text: 24, title: 40, note: 600 } as const;

/** `undo` takes the last one back, `clear` all of them. */
export type AnnotationChange =
  | { readonly kind: 'draw'; readonly shape: AnnotationShape }
  | { readonly kind: 'undo' }
  | { readonly kind: 'clear' };

/** What the walls are told of a consultation. The pointer is where the console's stands on the map; null while it is put away. */
export interface Consultation {
  readonly frame: FrozenFrame | null;
  readonly annotations: readonly Annotation[];
  readonly pointer: GeoPlace | null;
}

/** A frame that was shown, and what was made of it. */
export interface ConsultationStep {
  /** From 1 upwards. */
  readonly number: number;
  readonly shownAtMs: number;
  readonly frame: FrozenFrame;
  /** As they stand, or stood when the next frame was shown. */
  readonly annotations: readonly Annotation[];
  /** For the minutes alone: no wall is told. */
  readonly note: string;
}

export interface ConsultationRecord {
  readonly startedAtMs: number;
  /** Null while it goes on. */
  readonly endedAtMs: number | null;
  readonly steps: readonly ConsultationStep[];
}

/** What is printed of a consultation: every step with what the walls showed. No names are in it but that of the office. */
export interface ConsultationMinutes {
  /** `HS-20261123-1606`: by when it began. */
  readonly number: string;
  readonly language: Language;
  readonly takenAtMs: number;
  readonly cityVersion: string;
  readonly officeName: string;
  readonly home: AreaRef;
  readonly record: Pick<ConsultationRecord, 'startedAtMs' | 'endedAtMs'>;
  readonly steps: readonly { readonly step: ConsultationStep; readonly wall: WallSnapshot }[];
}
