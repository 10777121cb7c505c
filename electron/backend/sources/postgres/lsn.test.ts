import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { formatLsn, parseLsn, readLsn, writeLsn } from './lsn.ts';
import { formatPosition, parsePosition } from './position.ts';

const lsns = fc.nat({ max: Number.MAX_SAFE_INTEGER });

describe('a place in the log', () => {
  it('is written as PostgreSQL writes it', () => {
    expect(formatLsn(0x16_b374d848)).toBe('16/B374D848');
    expect(formatLsn(0)).toBe('0/0');
    expect(parseLsn('16/b374d848')).toBe(0x16_b374d848);
    expect(parseLsn('00000000/0177C4E0')).toBe(0x177c4e0);
  });

  it('survives text and bytes', () => {
    fc.assert(
      fc.property(lsns, (lsn) => {
        const bytes = Buffer.alloc(9);
        writeLsn(bytes, lsn, 1);
        expect(parseLsn(formatLsn(lsn))).toBe(lsn);
        expect(readLsn(bytes, 1)).toBe(lsn);
      }),
    );
  });

  it.each(['', '1', '1/', '/1', '1/2/3', 'x/1', '1 /2', '123456789/0', 'FFFFFFFF/FFFFFFFF'])('is not read from %j', (text) => {
    expect(parseLsn(text)).toBeNull();
  });
});

describe('where a replica stands', () => {
  const position = { systemId: '7713017086457514695', timeline: 3, lsn: 0x1780ad0, publication: '3f2a9c01', hasGaps: false };

  it('names system, timeline, place and publication', () => {
    expect(formatPosition(position)).toBe('7713017086457514695/3/0/1780AD0/3f2a9c01');
    expect(formatPosition({ ...position, hasGaps: true })).toBe('7713017086457514695/3/0/1780AD0/3f2a9c01+gaps');
  });

  it('is read back', () => {
    fc.assert(
      fc.property(lsns, fc.nat(), fc.boolean(), (lsn, timeline, hasGaps) => {
        const given = { ...position, lsn, timeline, hasGaps };
        expect(parsePosition(formatPosition(given))).toEqual(given);
      }),
    );
  });

  it.each(['', 'city-1-0a1b2c3d-1/20780/1795420800250', '1/1/0/0', '1/1/0/0/xyz', '1/1/0/0/3f2a9c01+more'])(
    'is not read from another source’s %j',
    (text) => {
      expect(parsePosition(text)).toBeNull();
    },
  );
});
