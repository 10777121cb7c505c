import {
  converter,
  differenceEuclidean,
  filterDeficiencyDeuter,
  filterDeficiencyProt,
  filterDeficiencyTrit,
  type Lab65,
  type Rgb,
} from 'culori';
import { describe, expect, it } from 'vitest';
import { ALERT_LEVELS } from './alerts.ts';
import {
  CHOROPLETH_CLASS_COUNT,
  colorBytes,
  CONTRAST_PALETTES,
  DARK_ALERT_LEVELS,
  DARK_PALETTES,
  LIGHT_ALERT_LEVELS,
  PAPER_PALETTES,
} from './palettes.ts';

type Vision = (color: Rgb) => Rgb;

/** What eyes without one kind of cone see: Machado, Oliveira, Fernandes 2009, at full severity. */
const VISIONS: Readonly<Record<string, Vision>> = {
  full: (color) => color,
  protanopia: filterDeficiencyProt(1),
  deuteranopia: filterDeficiencyDeuter(1),
  tritanopia: filterDeficiencyTrit(1),
};
const linearOf = converter('lrgb');
const labOf = converter('lab65');
/** CIE76: 2.3 is just noticeable side by side. */
const distance = differenceEuclidean('lab65');

function clamped(share: number): number {
  return Math.min(1, Math.max(0, share));
}

/** As an eye with this vision sees it. Its model is one of light: the filter gets linear shares in the place of coded ones. */
function seen(color: string, vision: Vision): Lab65 {
  const linear = linearOf(color);
  if (linear === undefined) throw new Error(`${color} is no colour`);
  const { r, g, b } = vision({ ...linear, mode: 'rgb' });
  return labOf({ mode: 'lrgb', r: clamped(r), g: clamped(g), b: clamped(b) });
}

function difference(first: string, second: string, vision: Vision): number {
  return distance(seen(first, vision), seen(second, vision));
}

function pairs(colors: readonly string[]): (readonly [string, string])[] {
  return colors.flatMap((first, index) => colors.slice(index + 1).map((second) => [first, second] as const));
}

/** Which way lightness goes from the first class to the last. */
const RAMPS = [
  ['behind on the dark ground', DARK_PALETTES.behind, -1],
  ['behind in high contrast', CONTRAST_PALETTES.behind, -1],
  ['behind on paper', PAPER_PALETTES.behind, 1],
  ['presence on the dark ground', DARK_PALETTES.presence, 1],
  ['presence in high contrast', CONTRAST_PALETTES.presence, 1],
  ['presence on paper', PAPER_PALETTES.presence, -1],
] as const;
/** And from the middle class of a change to both ends. */
const CHANGES = [
  ['on the dark ground', DARK_PALETTES.change, 1],
  ['in high contrast', CONTRAST_PALETTES.change, 1],
  ['on paper', PAPER_PALETTES.change, -1],
] as const;

function lightnessSteps(colors: readonly string[], vision: Vision): number[] {
  const lightness = colors.map((color) => seen(color, vision).l);
  return lightness.slice(1).map((value, index) => value - (lightness[index] ?? 0));
}

describe.each(RAMPS)('palette %s', (_name, { classes }, direction) => {
  it('has one colour a class', () => {
    expect(classes).toHaveLength(CHOROPLETH_CLASS_COUNT);
  });

  it.each(Object.entries(VISIONS))('runs one way in lightness for %s vision', (_vision, vision) => {
    for (const step of lightnessSteps(classes, vision)) expect(direction * step).toBeGreaterThan(3);
  });
});

describe.each(CHANGES)('palette of a change %s', (_name, { classes }, direction) => {
  it.each(Object.entries(VISIONS))('leaves its middle towards both ends for %s vision', (_vision, vision) => {
    const middle = (CHOROPLETH_CLASS_COUNT - 1) / 2;
    for (const side of [classes.slice(middle), classes.slice(0, middle + 1).toReversed()]) {
      for (const step of lightnessSteps(side, vision)) expect(direction * step).toBeGreaterThan(3);
    }
  });
});

it.each([...RAMPS, ...CHANGES])('palette %s tells every pair of classes apart for every vision', (_name, { classes }) => {
  for (const [name, vision] of Object.entries(VISIONS)) {
    for (const [first, second] of pairs(classes)) {
      expect(difference(first, second, vision), `${name} ${first} ${second}`).toBeGreaterThan(9);
    }
  }
});

describe.each([
  ['dark', DARK_ALERT_LEVELS],
  ['light', LIGHT_ALERT_LEVELS],
])('alert levels, %s', (_name, colors) => {
  it('are told apart by colour alone in full vision (shape does the rest)', () => {
    for (const [first, second] of pairs(ALERT_LEVELS.map((level) => colors[level]))) {
      expect(
        difference(first, second, (color) => color),
        `${first} ${second}`,
      ).toBeGreaterThan(20);
    }
  });
});

it('reads bytes of a colour', () => {
  expect(colorBytes('#0B1320')).toEqual([11, 19, 32]);
});
