import { FixWriter } from './track-fixes.ts';

/** Coordinates in 1e-7 degrees. */
export interface Fix {
  readonly atMs: number;
  readonly longitude: number;
  readonly latitude: number;
  readonly isAfterGap: boolean;
}

export const STARTED_AT_MS = 1_795_363_200_000;

/** Fixes of a shift that began at STARTED_AT_MS, as the platform stores them. */
export function encodedFixes(written: readonly Fix[]): Uint8Array {
  const writer = new FixWriter();
  writer.begin(STARTED_AT_MS);
  for (const { atMs, longitude, latitude, isAfterGap } of written) writer.add(atMs, longitude, latitude, isAfterGap);
  return writer.take();
}
