import { z } from 'zod';
import {
  type Annotation,
  ANNOTATION_LIMITS,
  type AnnotationChange,
  type AnnotationShape,
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
  asOfMs: moment,
  areaCode: z.string().max(64),
  view: geoBox.nullable(),
  grids: GRIDS,
});

const shape: z.ZodType<AnnotationShape> = z.discriminatedUnion('kind', [
  z.strictObject({ kind: z.literal('pen'), line: z.array(GEO_PLACE).min(2).max(ANNOTATION_LIMITS.linePlaces).readonly() }),
  z.strictObject({ kind: z.literal('arrow'), from: GEO_PLACE, to: GEO_PLACE }),
  z.strictObject({ kind: z.literal('label'), at: GEO_PLACE, text: publicText(ANNOTATION_LIMITS.text).min(1) }),
]);

export const ANNOTATION_CHANGE: z.ZodType<AnnotationChange> = z.discriminatedUnion('kind', [
  z.strictObject({ kind: z.literal('draw'), shape }),
  z.strictObject({ kind: z.literal('undo') }),
  z.strictObject({ kind: z.literal('clear') }),
]);

/** What is kept of a consultation while it lasts. */
export const KEPT_CONSULTATION: z.ZodType<{ readonly frame: FrozenFrame; readonly annotations: readonly Annotation[] }> = z.strictObject({
  frame: FROZEN_FRAME,
  annotations: z.array(z.strictObject({ number: z.int().min(1), drawnAtMs: moment, shape })).readonly(),
});
