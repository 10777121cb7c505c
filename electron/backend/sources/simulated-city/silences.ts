import { MINUTE_MS } from '../../../../shared/domain/time.ts';
import { STREAM, fraction, hash } from './random.ts';
import type { World } from './world.ts';

/** Longest time between two reports. */
export const LARGEST_PERIOD_MS = 10_000;
/** Now and then a handheld is out of reach of the network, once at most in each of these. */
const SILENCE_SLOT_MS = 45 * MINUTE_MS;
const SILENCE_SHARE = 0.02;
const LEAST_SILENCE_MS = 12 * MINUTE_MS;
const LARGEST_SILENCE_MS = 32 * MINUTE_MS;

/** Half open. */
export interface Silence {
  readonly fromMs: number;
  readonly untilMs: number;
}

/** The silence of the slot that a moment lies in, or null. */
export function silenceAround({ roster, seed }: World, worker: number, atMs: number): Silence | null {
  // Slots of two workers do not begin together, else nobody would ever be silent when they do.
  const shift = (roster.person[worker] ?? 0) % SILENCE_SLOT_MS;
  const slot = Math.floor((atMs + shift) / SILENCE_SLOT_MS);
  const bits = hash(seed, STREAM.report, -2 - worker, slot);
  if (fraction(bits) >= SILENCE_SHARE) return null;
  const duration = LEAST_SILENCE_MS + (hash(seed, STREAM.report, bits) % (LARGEST_SILENCE_MS - LEAST_SILENCE_MS));
  // The report before a silence lies in the same slot, so that it cannot itself be lost in the silence of the slot before.
  const earliest = slot * SILENCE_SLOT_MS - shift + LARGEST_PERIOD_MS + 1;
  const fromMs = earliest + (bits % (SILENCE_SLOT_MS - duration - LARGEST_PERIOD_MS - 1));
  return { fromMs, untilMs: fromMs + duration };
}

/** Every silence that touches a span of time, in order. */
export function* silencesIn(world: World, worker: number, fromMs: number, untilMs: number): Generator<Silence> {
  for (let atMs = fromMs; atMs < untilMs + SILENCE_SLOT_MS; atMs += SILENCE_SLOT_MS) {
    const silence = silenceAround(world, worker, atMs);
    if (silence !== null && silence.fromMs < untilMs && silence.untilMs > fromMs) yield silence;
  }
}
