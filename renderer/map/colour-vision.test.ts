import { type Color, differenceCiede2000, filterDeficiencyDeuter, filterDeficiencyProt, filterDeficiencyTrit, parse } from 'culori';
import { describe, expect, it } from 'vitest';
import { WALL_HOUR_FROM } from '../../shared/contract/wall.ts';
import { ALERT_LEVELS } from '../../shared/domain/alerts.ts';
import { CHOROPLETH_CLASS_COUNT, type ChoroplethPalette, DARK_COVERAGE } from '../../shared/domain/palettes.ts';
import { BAR_COLORS, HOUR_COLORS, NOTHING_DUE } from '../wall/map/wall-colors.ts';
import { MAP_THEMES, type MapTheme } from './map-theme.ts';

/** What eyes without one kind of cone see: Machado, Oliveira, Fernandes 2009, at full severity. */
const VISIONS: Readonly<Record<string, (color: Color) => Color>> = {
  full: (color) => color,
  protanopia: filterDeficiencyProt(1),
  deuteranopia: filterDeficiencyDeuter(1),
  tritanopia: filterDeficiencyTrit(1),
};

/** CIEDE2000: 1 is just noticeable side by side, 5 is seen at a glance. Levels have shapes beside; bands have crisp edges. */
const LEAST = { classes: 7, levels: 8, bands: 6, freshness: 12 } as const;
const distance = differenceCiede2000();

function seen(color: string, vision: (color: Color) => Color): Color {
  const parsed = parse(color);
  if (parsed === undefined) throw new Error(`${color} is no colour`);
  return vision(parsed);
}

function pairs(colors: readonly string[]): readonly (readonly [string, string])[] {
  return colors.flatMap((first, index) => colors.slice(index + 1).map((second) => [first, second] as const));
}

function neighbours(colors: readonly string[]): readonly (readonly [string, string])[] {
  return colors.slice(1).map((color, index) => [colors[index] ?? '', color] as const);
}

/** Every palette of a theme, whatever its name: a new one is checked as soon as it is there. */
function choropleths({ palettes }: MapTheme): readonly (readonly [string, ChoroplethPalette])[] {
  return Object.entries(palettes);
}

function expectApart(apart: readonly (readonly [string, string])[], vision: (color: Color) => Color, least: number): void {
  for (const [first, second] of apart) {
    expect(distance(seen(first, vision), seen(second, vision)), `${first} beside ${second}`).toBeGreaterThan(least);
  }
}

describe.each(Object.values(MAP_THEMES))('colours of the $name map', (theme) => {
  describe.each(Object.entries(VISIONS))('for %s vision', (_name, vision) => {
    it.each(choropleths(theme))('tell all classes of %s apart, and the hatch of no data from each', (_palette, { classes, noData }) => {
      expectApart(pairs(classes), vision, LEAST.classes);
      expectApart(
        classes.map((color) => [color, noData] as const),
        vision,
        LEAST.bands,
      );
    });

    it('tell every alert level from every other', () => {
      expectApart(pairs(ALERT_LEVELS.map((level) => theme.alertLevels[level])), vision, LEAST.levels);
    });

    it('tell each band of density from the next', () => {
      expectApart(neighbours(theme.density), vision, LEAST.bands);
    });

    it('tell fresh positions from stale ones', () => {
      expectApart([[theme.worker, theme.workerStale]], vision, LEAST.freshness);
    });
  });
});

describe.each(Object.entries(VISIONS))('colours of the wall for %s vision', (_name, vision) => {
  it('tell a class of alerts in an hour from every other', () => {
    expect(HOUR_COLORS).toHaveLength(WALL_HOUR_FROM.length);
    expectApart(pairs(HOUR_COLORS), vision, LEAST.bands);
  });

  it('tell where nothing is due from every class of coverage, and from the hatch', () => {
    expectApart(
      [...DARK_COVERAGE.classes, DARK_COVERAGE.noData].map((color) => [color, NOTHING_DUE] as const),
      vision,
      LEAST.classes,
    );
  });

  it('tell the bars of the race that are behind from each other, and from those in time', () => {
    expect(BAR_COLORS).toHaveLength(CHOROPLETH_CLASS_COUNT);
    expectApart(pairs([...new Set(BAR_COLORS)]), vision, LEAST.classes);
  });
});
