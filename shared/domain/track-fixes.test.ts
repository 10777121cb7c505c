import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { encodedFixes, type Fix, STARTED_AT_MS } from './track-fixes.fixture.ts';
import { areFixes, decodeFixes } from './track-fixes.ts';

const fixes = fc
  .array(
    fc.record({
      afterSeconds: fc.integer({ min: 1, max: 3_600 }),
      longitude: fc.integer({ min: -180_000_000, max: 180_000_000 }),
      latitude: fc.integer({ min: -90_000_000, max: 90_000_000 }),
      isAfterGap: fc.boolean(),
    }),
    { minLength: 1, maxLength: 30 },
  )
  .map((steps) => {
    let atMs = STARTED_AT_MS;
    return steps.map(
      ({ afterSeconds, longitude, latitude, isAfterGap }): Fix => ({
        atMs: (atMs += afterSeconds * 1000),
        longitude: longitude * 10,
        latitude: latitude * 10,
        isAfterGap,
      }),
    );
  });

describe('fixes of a track', () => {
  it('are read as they were written', () => {
    fc.assert(
      fc.property(fixes, (written) => {
        const bytes = encodedFixes(written);
        const read = decodeFixes(STARTED_AT_MS, bytes);
        expect(areFixes(bytes)).toBe(true);
        expect([...read.atMs]).toEqual(written.map(({ atMs }) => atMs));
        expect([...read.longitude]).toEqual(written.map(({ longitude }) => longitude));
        expect([...read.latitude]).toEqual(written.map(({ latitude }) => latitude));
        expect([...read.isAfterGap]).toEqual(written.map(({ isAfterGap }) => Number(isAfterGap)));
      }),
    );
  });

  it('take some six bytes each where somebody walks', () => {
    const walked = Array.from({ length: 40 }, (_, step) => ({
      atMs: STARTED_AT_MS + step * 600_000,
      longitude: 1_187_800_000 + (step % 7) * 40_000,
      latitude: 320_600_000 - (step % 5) * 40_000,
      isAfterGap: false,
    }));
    expect(encodedFixes(walked).length / walked.length).toBeLessThan(7);
  });

  it('cut short tell as much as is whole', () => {
    fc.assert(
      fc.property(fixes, fc.nat(), (written, cut) => {
        const bytes = encodedFixes(written);
        const read = decodeFixes(STARTED_AT_MS, bytes.subarray(0, cut % bytes.length));
        expect(read.atMs.length).toBeLessThan(written.length);
        expect([...read.atMs]).toEqual(written.slice(0, read.atMs.length).map(({ atMs }) => atMs));
      }),
    );
  });

  it('that are any bytes never throw, never go back in time, and lie on earth', () => {
    fc.assert(
      fc.property(fc.uint8Array({ maxLength: 100 }), (bytes) => {
        const { atMs, longitude, latitude } = decodeFixes(STARTED_AT_MS, bytes);
        for (let index = 1; index < atMs.length; index++) expect(atMs[index] ?? 0).toBeGreaterThan(atMs[index - 1] ?? 0);
        expect(longitude.every((value) => Math.abs(value) <= 1_800_000_000)).toBe(true);
        expect(latitude.every((value) => Math.abs(value) <= 900_000_000)).toBe(true);
        if (areFixes(bytes) && bytes.length > 0) expect(atMs.length).toBeGreaterThan(0);
      }),
    );
  });
});
