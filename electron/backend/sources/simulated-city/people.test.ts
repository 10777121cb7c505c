import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { idCheckCharacter, personOf } from './people.ts';

const bits = fc.integer({ min: 0, max: 0xffff_ffff });

describe('a simulated person', () => {
  it('is always the same for the same bits', () => {
    fc.assert(fc.property(bits, (value) => void expect(personOf(value)).toEqual(personOf(value))));
  });

  it('has a Chinese name of two to four characters', () => {
    fc.assert(fc.property(bits, (value) => void expect(personOf(value).name).toMatch(/^\p{Script=Han}{2,4}$/u)));
  });

  it('has an ID number of the right shape behind a county that does not exist', () => {
    fc.assert(
      fc.property(bits, (value) => {
        const { idNumber } = personOf(value);
        expect(idNumber).toMatch(/^\d{4}9\d(19|20)\d{2}(0[1-9]|1[0-2])(0[1-9]|1\d|2[0-8])\d{3}[\dX]$/);
        expect(idNumber.at(17)).toBe(idCheckCharacter(idNumber.slice(0, 17)));
      }),
    );
  });

  it('has a telephone number of the right shape behind a prefix that nobody was given', () => {
    fc.assert(fc.property(bits, (value) => void expect(personOf(value).phone).toMatch(/^(154|16[013489])\d{8}$/)));
  });
});

describe('the check character', () => {
  it('is that of the example in GB 11643-1999', () => {
    expect(idCheckCharacter('11010519491231002')).toBe('X');
    expect(idCheckCharacter('44052418800101001')).toBe('4');
  });
});
