import type { City } from '../../../shared/city/city.ts';

/** Its faces come with the interface (app/load-interface-font.ts): a hundred of them, which a map without names would pay for. */
const FAMILY = 'Noto Sans SC Variable';

/** `text-font` of the style. MapLibre reads the weight out of the first family's name, so a family of that name stands before the real one. */
export const MAP_FONT_REGULAR = [FAMILY] as const;
export const MAP_FONT_BOLD = ['bold', FAMILY] as const;

/** The names that a map of the whole city writes, and those that only one of its parts does. */
export function wideNames({ districts, streets, water }: City): readonly string[] {
  return [...districts.name, ...streets.name, ...water.name];
}

export function detailNames({ communities, compounds }: City): readonly string[] {
  return [...communities.name, ...compounds.name];
}

/** All characters of some names, each once. */
export function charactersOf(names: readonly string[]): string {
  return [...new Set(names.join(''))].join('');
}

/**
 * Loads the parts of the bundled font that hold these names. Has to end before the map is given them: MapLibre draws every glyph once and
 * keeps it, also when it had to take a substitute. Rejects when a font file cannot be read.
 */
export async function loadMapFont(names: readonly string[]): Promise<void> {
  const characters = `${charactersOf(names)}0123456789`;
  await Promise.all([document.fonts.load(`400 24px "${FAMILY}"`, characters), document.fonts.load(`700 24px "${FAMILY}"`, characters)]);
}
