import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { formatPicked, isOfCity, parsePicked } from './picked-link.ts';

const VERSION = '0a1b2c3d4e5f';

describe('picked grids in a link', () => {
  it('come back as they were, for the same city only', () => {
    fc.assert(
      fc.property(fc.uniqueArray(fc.nat(12_409), { minLength: 1, maxLength: 300 }), (picked) => {
        const grids = picked.toSorted((one, other) => one - other);
        const link = parsePicked(formatPicked({ grids, cityVersion: VERSION }) ?? '');
        expect(link?.grids).toEqual(grids);
        if (link === null) throw new Error('no link');
        expect([isOfCity(link, VERSION), isOfCity(link, 'ffffffffffff')]).toEqual([true, false]);
      }),
    );
  });

  it('are spans where they are neighbours', () => {
    expect(formatPicked({ grids: [0, 1, 2, 9, 11, 12], cityVersion: VERSION })).toBe('0a1b2c3d.0-2.9.11-12');
  });

  it('are left out when there are none, or too many to pass on', () => {
    expect(formatPicked({ grids: [], cityVersion: VERSION })).toBeNull();
    expect(formatPicked({ grids: Array.from({ length: 3000 }, (_, index) => index * 3), cityVersion: VERSION })).toBeNull();
  });

  it.each(['', '0a1b2c3d', '0a1b2c3d.', '0a1b2c3d.5-3', '0a1b2c3d.5.5', '0a1b2c3d.x', '0a1b2c3d.0-9999999', '../../etc.1'])(
    '%j is none',
    (text) => {
      expect(parsePicked(text)).toBeNull();
    },
  );

  it('never costs more than the text is worth, whatever it says', () => {
    fc.assert(
      fc.property(fc.string(), (text) => {
        const link = parsePicked(text);
        expect(link === null || link.grids.length > 0).toBe(true);
      }),
    );
  });
});
