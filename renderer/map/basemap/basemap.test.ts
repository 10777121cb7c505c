import { validateStyleMin } from '@maplibre/maplibre-gl-style-spec';
import { describe, expect, it } from 'vitest';
import { latticeCity } from '../lattice-city.fixture.ts';
import { MAP_THEMES } from '../map-theme.ts';
import { ABOVE_COVERAGE_LAYER_ID, basemapLayers, basemapStyle, FIRST_LABEL_LAYER_ID } from './basemap-style.ts';
import { borderLines } from './border-lines.ts';
import { charactersOf, detailNames, wideNames } from './map-font.ts';
import { widePlaces, widestPlace } from './wide-places.ts';
import { selectionFeatures } from './basemap-features.ts';

const city = latticeCity(4);

describe.each(Object.values(MAP_THEMES))('the $name basemap', (theme) => {
  const style = basemapStyle(city, theme);

  it('is a valid style', () => {
    expect(validateStyleMin(style)).toEqual([]);
  });

  it('asks for nothing over a network: no URL, no glyphs, no sprite, no tiles', () => {
    expect(style.glyphs).toBeUndefined();
    expect(style.sprite).toBeUndefined();
    expect(JSON.stringify(style)).not.toMatch(/https?:|\/\/|\.pbf/);
    for (const source of Object.values(style.sources)) expect(source.type).toBe('geojson');
  });

  it('has the layers that coverage, alerts and workers are drawn under', () => {
    const ids = style.layers.map(({ id }) => id);
    expect(ids.indexOf(ABOVE_COVERAGE_LAYER_ID)).toBeLessThan(ids.indexOf('district-border'));
    expect(ids.indexOf('district-border')).toBeLessThan(ids.indexOf(FIRST_LABEL_LAYER_ID));
    expect(style.layers.filter(({ type }) => type === 'symbol')[0]?.id).toBe(FIRST_LABEL_LAYER_ID);
  });

  it('repaints exactly the layers it is made of', () => {
    expect(basemapLayers(theme).map(({ id }) => id)).toEqual(style.layers.map(({ id }) => id));
  });
});

describe('borders', () => {
  const segments = (lines: readonly (readonly (readonly number[])[])[]): string[] =>
    lines.flatMap((line) => line.slice(1).map((to, index) => [line[index]?.join(), to.join()].sort().join(' ')));

  it('draw an edge that two areas share once, and leave none out', () => {
    const drawn = segments(borderLines(city.grids.outline));
    // 4 × 4 squares have 2 · 4 · 5 different edges.
    expect(drawn).toHaveLength(40);
    expect(new Set(drawn).size).toBe(40);
  });
});

describe('the selection', () => {
  it('outlines the selected area', () => {
    const [outline] = selectionFeatures(city, { level: 'street', index: 1 }).features;
    expect(outline?.geometry.type).toBe('MultiPolygon');
    expect(outline?.properties).toEqual({ level: 'street' });
  });

  it('outlines nothing while the whole city is selected', () => {
    expect(selectionFeatures(city, { level: 'city', index: 0 }).features).toEqual([]);
  });
});

describe('names of waters', () => {
  const channel = (width: number): [number, number][] => [
    [118, 32],
    [118.1, 32],
    [118.1, 32 + width],
    [118, 32 + width],
    [118, 32],
  ];

  it('stand inside wide waters, away from the banks', () => {
    const places = widePlaces([channel(0.05)]);
    expect(places.length).toBeGreaterThan(5);
    for (const {
      position: [longitude, latitude],
      width,
    } of places) {
      expect(latitude - 32).toBeGreaterThanOrEqual(width - 1e-9);
      expect(32.05 - latitude).toBeGreaterThanOrEqual(width - 1e-9);
      expect(longitude).toBeGreaterThan(118);
    }
  });

  it('stand in the middle of a lake, however small', () => {
    const { position = [0, 0] } = widestPlace([channel(0.002)]) ?? {};
    expect(position[1]).toBeCloseTo(32.001, 3);
  });

  it('do not fit into narrow ones', () => {
    expect(widePlaces([channel(0.002)])).toEqual([]);
  });
});

it('loads every character of every name once', () => {
  const characters = charactersOf([...wideNames(city), ...detailNames(city)]);
  expect(new Set(characters).size).toBe([...characters].length);
  for (const character of '区街道社') expect(characters).toContain(character);
});
