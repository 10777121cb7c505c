import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { FEWEST_SHOWN, HIDDEN_COUNT, isSmallCount, shownCount, shownParts } from './suppression.ts';

const parts = fc.array(fc.oneof(fc.integer({ min: 0, max: 6 }), fc.integer({ min: 0, max: 3000 })), { maxLength: 14 });
const sumOf = (counts: readonly number[]): number => counts.reduce((total, count) => total + count, 0);

/** Every value that a hidden part can have for somebody who knows the total and the parts that are shown. */
function possibleValues(shown: readonly number[], total: number): { readonly least: number; readonly most: number } {
  const hidden = shown.filter((count) => count === HIDDEN_COUNT).length;
  const isZeroPossible = hidden === shown.length;
  const left = total - sumOf(shown.filter((count) => count !== HIDDEN_COUNT));
  const least = isZeroPossible ? 0 : 1;
  return { least: hidden === 1 ? left : least, most: left - least * (hidden - 1) };
}

describe('small counts', () => {
  it('are said from five on, and nought is said', () => {
    expect([0, 1, 4, 5, 1204].map(shownCount)).toEqual([0, HIDDEN_COUNT, HIDDEN_COUNT, 5, 1204]);
  });

  it('are hidden among the parts of a total together with the smallest of the others', () => {
    expect(shownParts([40, 3, 12, 9], true)).toEqual([40, -1, 12, -1]);
    expect(shownParts([40, 3, 3, 9], true)).toEqual([40, -1, -1, 9]);
    expect(shownParts([40, 0, 12], true)).toEqual([40, 0, 12]);
  });

  it('take every part with them where two small ones are all there is', () => {
    expect(shownParts([2, 3, 0], true)).toEqual([-1, -1, -1]);
    expect(shownParts([7, 8], false)).toEqual([-1, -1]);
  });

  it('cannot be told by subtraction, whatever the parts are', () => {
    fc.assert(
      fc.property(parts, (counts) => {
        const total = sumOf(counts);
        if (isSmallCount(total)) return;
        const shown = shownParts(counts, true);
        expect(shown).toHaveLength(counts.length);
        for (const [part, count] of shown.entries()) {
          if (count !== HIDDEN_COUNT) expect([count, isSmallCount(count)]).toEqual([counts[part], false]);
        }
        if (!shown.includes(HIDDEN_COUNT)) return;
        const { least, most } = possibleValues(shown, total);
        expect(least).toBeLessThan(2);
        expect(most).toBeGreaterThanOrEqual(FEWEST_SHOWN);
      }),
    );
  });
});
