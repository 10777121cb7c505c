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

type Vector = readonly [number, number, number];
type Matrix = readonly [Vector, Vector, Vector];

const IDENTITY: Matrix = [
  [1, 0, 0],
  [0, 1, 0],
  [0, 0, 1],
];
/** Full dichromacy in linear RGB: Machado, Oliveira, Fernandes 2009, severity 1.0. */
const VISIONS: Readonly<Record<string, Matrix>> = {
  full: IDENTITY,
  protanopia: [
    [0.152286, 1.052583, -0.204868],
    [0.114503, 0.786281, 0.099216],
    [-0.003882, -0.048116, 1.051998],
  ],
  deuteranopia: [
    [0.367322, 0.860646, -0.227968],
    [0.280085, 0.672501, 0.047413],
    [-0.01182, 0.04294, 0.968881],
  ],
  tritanopia: [
    [1.255528, -0.076749, -0.178779],
    [-0.078411, 0.930809, 0.147602],
    [0.004733, 0.691367, 0.3039],
  ],
};

function linear(byte: number): number {
  const value = byte / 255;
  return value <= 0.04045 ? value / 12.92 : ((value + 0.055) / 1.055) ** 2.4;
}

function times(matrix: Matrix, [x, y, z]: Vector): Vector {
  const row = ([a, b, c]: Vector): number => a * x + b * y + c * z;
  return [row(matrix[0]), row(matrix[1]), row(matrix[2])];
}

/** CIE L*a*b* (D65) of a colour as an eye with this vision sees it. */
function lab(color: string, vision: Matrix): Vector {
  const [red, green, blue] = colorBytes(color);
  const seen = times(vision, [linear(red), linear(green), linear(blue)]).map((value) => Math.min(1, Math.max(0, value)));
  const xyz = times(
    [
      [0.4124564, 0.3575761, 0.1804375],
      [0.2126729, 0.7151522, 0.072175],
      [0.0193339, 0.119192, 0.9503041],
    ],
    [seen[0] ?? 0, seen[1] ?? 0, seen[2] ?? 0],
  );
  const f = (t: number): number => (t > (6 / 29) ** 3 ? Math.cbrt(t) : t / (3 * (6 / 29) ** 2) + 4 / 29);
  const [x, y, z] = [f(xyz[0] / 0.95047), f(xyz[1]), f(xyz[2] / 1.08883)];
  return [116 * y - 16, 500 * (x - y), 200 * (y - z)];
}

/** CIE76: 2.3 is just noticeable side by side. */
function difference(first: string, second: string, vision: Matrix): number {
  const [a, b] = [lab(first, vision), lab(second, vision)];
  return Math.hypot(a[0] - b[0], a[1] - b[1], a[2] - b[2]);
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

function lightnessSteps(colors: readonly string[], vision: Matrix): number[] {
  const lightness = colors.map((color) => lab(color, vision)[0]);
  return lightness.slice(1).map((value, index) => value - (lightness[index] ?? 0));
}

describe.each(RAMPS)('palette %s', (_name, { classes }, direction) => {
  it('has one colour a class', () => {
    expect(classes).toHaveLength(CHOROPLETH_CLASS_COUNT);
  });

  it.each(Object.entries(VISIONS))('runs one way in lightness for %s vision', (_vision, matrix) => {
    for (const step of lightnessSteps(classes, matrix)) expect(direction * step).toBeGreaterThan(3);
  });
});

describe.each(CHANGES)('palette of a change %s', (_name, { classes }, direction) => {
  it.each(Object.entries(VISIONS))('leaves its middle towards both ends for %s vision', (_vision, matrix) => {
    const middle = (CHOROPLETH_CLASS_COUNT - 1) / 2;
    for (const side of [classes.slice(middle), classes.slice(0, middle + 1).toReversed()]) {
      for (const step of lightnessSteps(side, matrix)) expect(direction * step).toBeGreaterThan(3);
    }
  });
});

it.each([...RAMPS, ...CHANGES])('palette %s tells every pair of classes apart for every vision', (_name, { classes }) => {
  for (const [vision, matrix] of Object.entries(VISIONS)) {
    for (const [first, second] of pairs(classes)) {
      expect(difference(first, second, matrix), `${vision} ${first} ${second}`).toBeGreaterThan(9);
    }
  }
});

describe.each([
  ['dark', DARK_ALERT_LEVELS],
  ['light', LIGHT_ALERT_LEVELS],
])('alert levels, %s', (_name, colors) => {
  it('are told apart by colour alone in full vision (shape does the rest)', () => {
    for (const [first, second] of pairs(ALERT_LEVELS.map((level) => colors[level]))) {
      expect(difference(first, second, IDENTITY), `${first} ${second}`).toBeGreaterThan(20);
    }
  });
});

it('reads bytes of a colour', () => {
  expect(colorBytes('#0B1320')).toEqual([11, 19, 32]);
});
