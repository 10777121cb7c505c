import { describe, expect, it } from 'vitest';
import { apportion, sum } from './basics.ts';
import { DISTRICT_POPULATION, JIANGBEI_STREETS, readStreets, territoryName } from './divisions.ts';

describe('territoryName', () => {
  it.each([
    ['阅江楼社区居委会', '阅江楼社区'],
    ['康藏路居委会', '康藏路社区'],
    ['星河社区居民委员会', '星河社区'],
    ['霞辉庙社区居委', '霞辉庙社区'],
    ['双庙村委会', '双庙村'],
    ['固城村村委会', '固城村'],
    ['小街社区村委会', '小街社区'],
    ['笪村村民委员会', '笪村'],
  ])('makes a place of %s', (committee, place) => {
    expect(territoryName(committee)).toBe(place);
  });
});

describe('readStreets', () => {
  it('keeps the 101 streets and towns with their 1,255 communities', () => {
    const streets = readStreets();
    expect(streets).toHaveLength(101);
    expect(streets.filter(({ isTown }) => isTown)).toHaveLength(6);
    expect(sum(streets.map(({ communities }) => communities.length))).toBe(1_255);
    expect(streets.filter(({ code }) => JIANGBEI_STREETS.has(code)).map(({ name }) => name)).toEqual([
      '泰山街道',
      '顶山街道',
      '沿江街道',
      '盘城街道',
      '大厂街道',
      '葛塘街道',
      '长芦街道',
    ]);
    expect(new Set(streets.map(({ code }) => code.slice(0, 6)))).toEqual(new Set(DISTRICT_POPULATION.keys()));
  });
});

describe('apportion', () => {
  it('gives whole parts that add up', () => {
    expect(apportion(10, [1, 1, 1], 0)).toEqual([4, 3, 3]);
    expect(apportion(10, [8, 1, 1], 2)).toEqual([5, 3, 2]);
    expect(sum(apportion(9_968, [54, 74, 53, 94, 117], 0))).toBe(9_968);
  });

  it('refuses what cannot be', () => {
    expect(() => apportion(3, [1, 1], 2)).toThrow('cannot give 2');
  });
});
