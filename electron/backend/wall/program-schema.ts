import { z } from 'zod';
import { WALL_LIMITS, WALL_SCENE_KINDS, type WallProgram, type WallScene } from '../../../shared/contract/wall.ts';
import { RATE_RULES } from '../../../shared/domain/rates.ts';
import { DAY_MS, MINUTE_MS } from '../../../shared/domain/time.ts';

/** More than any city has. */
const MOST_GRIDS = 65_535;
/** Indices of grids; one that the city does not have is pointed out nowhere. */
export const GRIDS = z.array(z.int().min(0).max(MOST_GRIDS)).max(MOST_GRIDS).readonly();

const minute = z
  .int()
  .min(0)
  .max(DAY_MS / MINUTE_MS);
const dayWindow = z.strictObject({ fromMinute: minute, toMinute: minute });
/** What everybody reads holds no phone number and no number of an identity card. */
export const publicText = (longest: number) =>
  z
    .string()
    .max(longest)
    .refine((text) => !/\d{7}/.test(text));

export const WALL_SCENE: z.ZodType<WallScene> = z.strictObject({
  id: z.string().regex(/^[A-Za-z0-9-]{1,40}$/),
  kind: z.enum(WALL_SCENE_KINDS),
  title: publicText(WALL_LIMITS.title),
  areaCode: z.string().max(64),
  seconds: z.int().min(WALL_LIMITS.seconds.minimum).max(WALL_LIMITS.seconds.maximum),
  window: dayWindow.nullable(),
  lines: z.array(publicText(WALL_LIMITS.line)).max(WALL_LIMITS.lines).readonly(),
  grids: z.exactOptional(GRIDS),
});

export const WALL_PROGRAM: z.ZodType<WallProgram> = z.strictObject({
  scenes: z
    .array(WALL_SCENE)
    .min(1)
    .max(WALL_LIMITS.scenes)
    .refine((scenes) => new Set(scenes.map(({ id }) => id)).size === scenes.length)
    .readonly(),
  rule: z.enum(RATE_RULES),
  viewingDistanceMeters: z.number().min(WALL_LIMITS.distanceMeters.minimum).max(WALL_LIMITS.distanceMeters.maximum),
  shortSideMeters: z.number().min(WALL_LIMITS.shortSideMeters.minimum).max(WALL_LIMITS.shortSideMeters.maximum),
  quiet: dayWindow.nullable(),
  dim: z
    .strictObject({ window: dayWindow, percent: z.int().min(WALL_LIMITS.dimPercent.minimum).max(WALL_LIMITS.dimPercent.maximum) })
    .nullable(),
  shiftsPixels: z.boolean(),
});
