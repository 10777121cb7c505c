import { describe, expect, it } from 'vitest';
import { CityFormatError, decodeCity, encodeCity } from './city-codec.ts';
import { readNames, storeNames } from './city-names.ts';
import { tinyCity } from './tiny-city.fixture.ts';

function namesAsJson(): unknown {
  return JSON.parse(JSON.stringify(storeNames(tinyCity())));
}

describe('city codec', () => {
  it('gives back the city it was given', () => {
    expect(decodeCity(encodeCity(tinyCity()), namesAsJson())).toEqual(tinyCity());
  });

  it('makes views on the bytes, no copies', () => {
    const bytes = encodeCity(tinyCity());
    const city = decodeCity(bytes, namesAsJson());
    expect(city.grids.outline.vertices.buffer).toBe(bytes);
    expect(city.grids.areaSquareMeters.byteOffset % 8).toBe(0);
  });

  it('stores a name that begins with its parent’s name without repeating it', () => {
    const stored = storeNames(tinyCity());
    expect(stored.grids.name).toBe('~01网格,静海寺医院专属网格');
    expect(stored.grids.code).toBe('001,901');
  });

  it('refuses other bytes', () => {
    const bytes = encodeCity(tinyCity());
    expect(() => decodeCity(new ArrayBuffer(4), namesAsJson())).toThrow('too short');
    expect(() => decodeCity(new ArrayBuffer(64), namesAsJson())).toThrow('not a city file');
    expect(() => decodeCity(bytes.slice(0, bytes.byteLength - 8), namesAsJson())).toThrow(CityFormatError);
    const newer = bytes.slice(0);
    new Uint32Array(newer)[1] = 2;
    expect(() => decodeCity(newer, namesAsJson())).toThrow('format 2, expected 1');
  });

  it('refuses a section of another type', () => {
    const bytes = encodeCity(tinyCity());
    new Uint32Array(bytes)[4] = 1;
    expect(() => decodeCity(bytes, namesAsJson())).toThrow('section 1 of the city file has another type');
  });

  it('refuses names that do not fit', () => {
    const city = tinyCity();
    const bytes = encodeCity(city);
    expect(() => decodeCity(bytes, {})).toThrow('names of the city');
    expect(() => decodeCity(bytes, { ...storeNames(city), grids: { children: [1], code: '001', name: '~01网格' } })).toThrow(
      '1 names for 2 grids',
    );
    expect(readNames({ ...storeNames(city), grids: { children: [3], code: '001,901', name: '~01网格,a' } })).toBeUndefined();
    expect(readNames({ ...storeNames(city), grids: { children: [1, 1], code: '001,901', name: '~01网格,a' } })).toBeUndefined();
    expect(readNames(null)).toBeUndefined();
  });
});
