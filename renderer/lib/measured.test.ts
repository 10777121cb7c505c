import { describe, expect, it } from 'vitest';
import { zhCN } from '../app/i18n/zh-CN.ts';
import { areaText, lengthText, measuredOf } from './measured.ts';
import { formatCount } from './format.ts';
import type { Words } from './use-words.ts';

/** The catalogue's own words, filled in. */
const words = {
  t: (key: string, { value }: { readonly value: string }) =>
    zhCN.onMap.length[key.replace('onMap.length.', '') as keyof typeof zhCN.onMap.length].replace('{{value}}', value),
  count: formatCount,
} as unknown as Words;

const corners = [
  { longitude: 118.7, latitude: 32 },
  { longitude: 118.71, latitude: 32 },
  { longitude: 118.71, latitude: 32.01 },
];

describe('measuring', () => {
  it('a distance is the length of the line, however many corners it has', () => {
    expect(measuredOf('distance', corners.slice(0, 1))).toEqual({ meters: 0, squareMeters: null });
    expect(measuredOf('distance', corners).meters).toBeCloseTo(942.9 + 1112, -1);
  });

  it('an area has a size and a way around it from three corners on', () => {
    expect(measuredOf('area', corners.slice(0, 2)).squareMeters).toBeNull();
    const { meters, squareMeters } = measuredOf('area', corners);
    expect(squareMeters).toBeCloseTo((943 * 1112) / 2, -4);
    expect(meters).toBeGreaterThan(measuredOf('distance', corners).meters);
  });

  it('says metres below a kilometre, then kilometres, in three or four digits', () => {
    expect([0, 849.6, 999.7, 1240, 9_994, 9_996, 123_456].map((meters) => lengthText(meters, words))).toEqual([
      '0 米',
      '850 米',
      '1.00 公里',
      '1.24 公里',
      '9.99 公里',
      '10.0 公里',
      '123.5 公里',
    ]);
    expect([8200, 99_999, 1_240_000, 12_340_000].map((size) => areaText(size, words))).toEqual([
      '8,200 平方米',
      '99,999 平方米',
      '1.24 平方公里',
      '12.3 平方公里',
    ]);
  });
});
