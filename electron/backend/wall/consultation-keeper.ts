import {
  type Annotation,
  type AnnotationChange,
  type Consultation,
  CONSULTATION_LIMITS,
  type ConsultationRecord,
  type ConsultationStep,
  type FrozenFrame,
  type GeoPlace,
} from '../../../shared/contract/consultation.ts';
import { CodedError } from '../../../shared/contract/errors.ts';
import type { Clock } from '../clock.ts';
import type { SettingsStore } from '../db/office/settings-store.ts';
import { CONSULTATION_RECORD } from './consultation-schema.ts';

const KEY = 'consultation';
/** A console says every second where its pointer rests: one that is silent for longer has gone. */
const POINTER_LIFE_MS = 3000;
const NO_ANNOTATIONS: readonly Annotation[] = [];

type SavedBy = Parameters<SettingsStore['save']>[2];

/** The consultation that is under way, and the record of the last one: in office.db, so that they outlive the backend; its pointer in memory. */
export class ConsultationKeeper {
  readonly #settings: SettingsStore;
  readonly #clock: Clock;
  readonly #onChanged: () => void;
  #read: ConsultationRecord | null | undefined;
  #pointer: GeoPlace | null = null;
  #cancelPointer: () => void = () => undefined;

  constructor(settings: SettingsStore, clock: Clock, onChanged: () => void) {
    this.#settings = settings;
    this.#clock = clock;
    this.#onChanged = onChanged;
  }

  /** Of the consultation that is under way, or the last that was; null before the first. One that is none (of a later version) is passed over. */
  get record(): ConsultationRecord | null {
    if (this.#read === undefined) this.#read = CONSULTATION_RECORD.safeParse(this.#settings.get(KEY)).data ?? null;
    return this.#read;
  }

  get current(): Consultation {
    const step = this.#lastStep();
    return { frame: step?.frame ?? null, annotations: step?.annotations ?? NO_ANNOTATIONS, pointer: this.#pointer };
  }

  /** Another frame is the next step of the same consultation, and keeps what is drawn; null ends it. @throws CodedError `invalid-request` */
  showFrame(frame: FrozenFrame | null, by: SavedBy): void {
    const last = this.#lastStep();
    if (frame === null) {
      if (this.record !== null && last !== null) this.#keep({ ...this.record, endedAtMs: by.atMs }, by);
      return;
    }
    const step = { number: (last?.number ?? 0) + 1, shownAtMs: by.atMs, frame, annotations: last?.annotations ?? NO_ANNOTATIONS, note: '' };
    if (step.number > CONSULTATION_LIMITS.steps) {
      throw new CodedError('invalid-request', 'there is no room for more steps', { most: CONSULTATION_LIMITS.steps });
    }
    if (this.record === null || last === null) this.#keep({ startedAtMs: by.atMs, endedAtMs: null, steps: [step] }, by);
    else this.#keep({ ...this.record, steps: [...this.record.steps, step] }, by);
  }

  /** @throws CodedError `invalid-request` without a consultation, and when there is no room for more */
  annotate(change: AnnotationChange, by: SavedBy): void {
    const last = this.#lastStep();
    if (last === null) throw new CodedError('invalid-request', 'there is no consultation to draw in');
    this.#changeStep({ ...last, annotations: changed(last.annotations, change, by.atMs) }, by);
  }

  /** What the minutes say of a step. @throws CodedError `invalid-request` when there is no such step */
  note(number: number, note: string, by: SavedBy): void {
    const step = this.record?.steps.find((one) => one.number === number);
    if (step === undefined) throw new CodedError('invalid-request', 'there is no such step', { step: number });
    this.#changeStep({ ...step, note }, by);
  }

  /** Without a frame there is nothing to point at. */
  point(place: GeoPlace | null): void {
    this.#cancelPointer();
    if (this.#lastStep() === null) return;
    if (place !== null) this.#cancelPointer = this.#clock.after(POINTER_LIFE_MS, () => this.point(null));
    this.#pointer = place;
    this.#onChanged();
  }

  close(): void {
    this.#cancelPointer();
  }

  /** Null while no consultation is under way. */
  #lastStep(): ConsultationStep | null {
    const { record } = this;
    return record === null || record.endedAtMs !== null ? null : (record.steps.at(-1) ?? null);
  }

  #changeStep(changedStep: ConsultationStep, by: SavedBy): void {
    if (this.record === null) return;
    const steps = this.record.steps.map((step) => (step.number === changedStep.number ? changedStep : step));
    this.#keep({ ...this.record, steps }, by);
  }

  #keep(record: ConsultationRecord, by: SavedBy): void {
    this.#settings.save(KEY, record, by);
    this.#read = record;
    if (record.endedAtMs !== null) {
      this.#cancelPointer();
      this.#pointer = null;
    }
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
      if (annotations.length >= CONSULTATION_LIMITS.annotations) {
        throw new CodedError('invalid-request', 'there is no room for more annotations', { most: CONSULTATION_LIMITS.annotations });
      }
      return [...annotations, { number: annotations.length + 1, drawnAtMs, shape: change.shape }];
  }
}
