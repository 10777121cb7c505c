import {
  type Annotation,
  ANNOTATION_LIMITS,
  type AnnotationChange,
  type Consultation,
  type FrozenFrame,
  type GeoPlace,
} from '../../../shared/contract/consultation.ts';
import { CodedError } from '../../../shared/contract/errors.ts';
import type { Clock } from '../clock.ts';
import type { SettingsStore } from '../db/office/settings-store.ts';
import { KEPT_CONSULTATION } from './consultation-schema.ts';

const KEY = 'consultation';
/** A console says every second where its pointer rests: one that is silent for longer has gone. */
const POINTER_LIFE_MS = 3000;
const NONE: Consultation = { frame: null, annotations: [], pointer: null };

type SavedBy = Parameters<SettingsStore['save']>[2];

/** The consultation that is under way: in office.db, so that it outlives the backend; its pointer in memory. */
export class ConsultationKeeper {
  readonly #settings: SettingsStore;
  readonly #clock: Clock;
  readonly #onChanged: () => void;
  #current: Consultation | null = null;
  #cancelPointer: () => void = () => undefined;

  constructor(settings: SettingsStore, clock: Clock, onChanged: () => void) {
    this.#settings = settings;
    this.#clock = clock;
    this.#onChanged = onChanged;
  }

  /** One that is none (of a later version, or edited by hand) is passed over. */
  get current(): Consultation {
    this.#current ??= { ...NONE, ...KEPT_CONSULTATION.safeParse(this.#settings.get(KEY)).data };
    return this.#current;
  }

  /** Another frame of the same consultation keeps what was drawn; null ends it. */
  showFrame(frame: FrozenFrame | null, by: SavedBy): void {
    this.#keep(frame === null ? NONE : { ...this.current, frame }, by);
  }

  /** @throws CodedError `invalid-request` without a consultation, and when there is no room for more */
  annotate(change: AnnotationChange, by: SavedBy): void {
    const { frame, annotations } = this.current;
    if (frame === null) throw new CodedError('invalid-request', 'there is no consultation to draw in');
    this.#keep({ ...this.current, annotations: changed(annotations, change, by.atMs) }, by);
  }

  /** Without a frame there is nothing to point at. */
  point(place: GeoPlace | null): void {
    this.#cancelPointer();
    if (this.current.frame === null) return;
    if (place !== null) this.#cancelPointer = this.#clock.after(POINTER_LIFE_MS, () => this.point(null));
    this.#change({ ...this.current, pointer: place });
  }

  close(): void {
    this.#cancelPointer();
  }

  #keep(consultation: Consultation, by: SavedBy): void {
    const { frame, annotations } = consultation;
    this.#settings.save(KEY, frame === null ? undefined : { frame, annotations }, by);
    this.#change(consultation);
  }

  #change(consultation: Consultation): void {
    this.#current = consultation;
    this.#onChanged();
  }
}

function changed(annotations: readonly Annotation[], change: AnnotationChange, drawnAtMs: number): readonly Annotation[] {
  switch (change.kind) {
    case 'clear':
      return [];
    case 'undo':
      return annotations.slice(0, -1);
    case 'draw':
      if (annotations.length >= ANNOTATION_LIMITS.annotations) {
        throw new CodedError('invalid-request', 'there is no room for more annotations', { most: ANNOTATION_LIMITS.annotations });
      }
      return [...annotations, { number: annotations.length + 1, drawnAtMs, shape: change.shape }];
  }
}
