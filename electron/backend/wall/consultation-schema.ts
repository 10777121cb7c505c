import { z } from 'zod';
import {
  type AnnotationChange,
  type AnnotationShape,
  CONSULTATION_LIMITS,
  type ConsultationRecord,
  type ConsultationStep,
  type FrozenFrame,
  type GeoBox,
  type GeoPlace,
} from '../../../shared/contract/consultation.ts';
import { GRIDS, publicText } from './program-schema.ts';

/** The last moment a Date can hold. */
const LATEST_MS = 8.64e15;

const longitude = z.number().min(-180).max(180);
const latitude = z.number().min(-90).max(90);
const moment = z.number().min(0).max(LATEST_MS);

export const GEO_PLACE: z.ZodType<GeoPlace> = z.strictObject({ longitude, latitude });

const geoBox: z.ZodType<GeoBox> = z
  .strictObject({ west: longitude, south: latitude, east: longitude, north: latitude })
  .refine(({ west, south, east, north }) => west < east && south < north);

export const FROZEN_FRAME: z.ZodType<FrozenFrame> = z.strictObject({
  title: publicText(CONSULTATION_LIMITS.title),
  asOfMs: moment,
  areaCode: z.string().max(64),
  view: geoBox.nullable(),
  grids: GRIDS,
});

const shape: z.ZodType<AnnotationShape> = z.discriminatedUnion('kind', [
  z.strictObject({ kind: z.literal('pen'), line: z.array(GEO_PLACE).min(2).max(CONSULTATION_LIMITS.linePlaces).readonly() }),
  z.strictObject({ kind: z.literal('arrow'), from: GEO_PLACE, to: GEO_PLACE }),
  z.strictObject({ kind: z.literal('label'), at: GEO_PLACE, text: publicText(CONSULTATION_LIMITS.text).min(1) }),
]);

export const ANNOTATION_CHANGE: z.ZodType<AnnotationChange> = z.discriminatedUnion('kind', [
  z.strictObject({ kind: z.literal('draw'), shape }),
  z.strictObject({ kind: z.literal('undo') }),
  z.strictObject({ kind: z.literal('clear') }),
]);

const annotation = z.strictObject({ number: z.int().min(1), drawnAtMs: moment, shape });
const step: z.ZodType<ConsultationStep> = z.strictObject({
  number: z.int().min(1),
  shownAtMs: moment,
  frame: FROZEN_FRAME,
  annotations: z.array(annotation).readonly(),
  note: z.string().max(CONSULTATION_LIMITS.note),
});

/** What is kept of a consultation. */
export const CONSULTATION_RECORD: z.ZodType<ConsultationRecord> = z.strictObject({
  startedAtMs: moment,
  endedAtMs: moment.nullable(),
  steps: z.array(step).min(1).readonly(),
});
