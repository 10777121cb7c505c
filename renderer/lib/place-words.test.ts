import { describe, expect, test } from 'vitest';
import type { City } from '../../shared/city/city.ts';
import { smallCity } from '../testing/small-city.ts';
import { addressWords, gridWords } from './place-words.ts';

const GRIDS = ['傅厚岗社区01网格', '傅厚岗花鸟市场专属网格', '清江村02网格'];

function namedCity(): City {
  const city = smallCity();
  return {
    ...city,
    streets: { ...city.streets, name: ['湖南路街道', '江东街道', '西岗街道'] },
    communities: { ...city.communities, name: ['傅厚岗社区', '清江村', '和园社区', '羊山湖社区'] },
    grids: { ...city.grids, name: GRIDS },
  };
}

describe('a grid in a narrow column', () => {
  test('keeps its number, after the name of its community', () => {
    expect(gridWords(namedCity(), 0, false)).toEqual({ start: '傅厚岗', end: '01网格' });
    expect(gridWords(namedCity(), 2, false)).toEqual({ start: '清江村', end: '02网格' });
  });

  test('is its number alone where the community stands above', () =>
    expect(gridWords(namedCity(), 0, true)).toEqual({ start: '', end: '01网格' }));

  test('that is dedicated says its own name from the start', () =>
    expect(gridWords(namedCity(), 1, true)).toEqual({ start: '傅厚岗花鸟市场专属网格', end: '' }));
});

describe('an address in a narrow column', () => {
  test.each([
    ['湖南路街道宁海路12号凤凰花园3幢', '宁海路12号凤凰花园', '3幢'],
    ['湖南路街道宁海路12号', '宁海路', '12号'],
    ['湖南路街道宁海路与湖北路交叉口12号', '宁海路与湖北路交叉口', '12号'],
    ['湖南路街道宁海路附近出租屋', '宁海路附近出租屋', ''],
    ['江东街道宁海路12号', '江东街道宁海路', '12号'],
  ])('leaves out its own street office and keeps the building: %s', (address, start, end) =>
    expect(addressWords(namedCity(), address, 0)).toEqual({ start, end }),
  );

  test('of a record in no grid is whole', () =>
    expect(addressWords(namedCity(), '湖南路街道宁海路3幢', -1)).toEqual({ start: '湖南路街道宁海路', end: '3幢' }));
});
