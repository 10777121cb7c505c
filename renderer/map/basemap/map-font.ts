import '@fontsource-variable/noto-sans-sc/index.css';
import type { City } from '../../../shared/city/city.ts';

const FAMILY = 'Noto Sans SC Variable';

/** `text-font` of the style. MapLibre reads the weight out of the first family's name, so a family of that name stands before the real one. */
export const MAP_FONT_REGULAR = [FAMILY] as const;
export const MAP_FONT_BOLD = ['bold', FAMILY] as const;

/** All characters that the map may write, each once. */
export function mapCharacters(city: City): string {
  const tables = [city.districts, city.streets, city.communities, city.compounds, city.water, city.roads];
  const characters = new Set<string>();
  for (const { name } of tables) for (const text of name) for (const character of text) characters.add(character);
  return [...characters].join('');
}

/**
 * Loads the parts of the bundled font that hold the city's names. Has to end before the map is made: MapLibre draws every glyph once and
 * keeps it, also when it had to take a substitute. Rejects when a font file cannot be read.
 */
export async function loadMapFont(city: City): Promise<void> {
  const characters = `${mapCharacters(city)}0123456789`;
  await Promise.all([document.fonts.load(`400 24px "${FAMILY}"`, characters), document.fonts.load(`700 24px "${FAMILY}"`, characters)]);
}
