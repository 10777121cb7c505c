/** Picked grids as a part of a link: indices are only valid within one version of the city, so its beginning stands before them. */
export interface PickedLink {
  readonly cityVersion: string;
  /** Ascending. */
  readonly grids: readonly number[];
}

const VERSION_CHARACTERS = 8;
/** A longer address is more than programs and people pass on. */
const LONGEST_TEXT = 6000;
const LARGEST_GRID = 1_000_000;

export function isOfCity({ cityVersion }: PickedLink, version: string): boolean {
  return version.slice(0, VERSION_CHARACTERS) === cityVersion;
}

/** `0a1b2c3d.0-5.9.12-20`: neighbours as spans. Null for no grids, and for more than a link can hold. */
export function formatPicked({ grids, cityVersion }: PickedLink): string | null {
  if (grids.length === 0) return null;
  const spans: { from: number; to: number }[] = [];
  for (const grid of grids) {
    const last = spans[spans.length - 1];
    if (last !== undefined && last.to === grid - 1) last.to = grid;
    else spans.push({ from: grid, to: grid });
  }
  const parts = spans.map(({ from, to }) => (from === to ? String(from) : `${from}-${to}`));
  const text = [cityVersion.slice(0, VERSION_CHARACTERS), ...parts].join('.');
  return text.length <= LONGEST_TEXT ? text : null;
}

/** Null when the text is not one of these. */
export function parsePicked(text: string): PickedLink | null {
  const [cityVersion = '', ...parts] = text.split('.');
  if (!/^[0-9a-z]{1,8}$/.test(cityVersion) || parts.length === 0 || text.length > LONGEST_TEXT) return null;
  const grids: number[] = [];
  for (const part of parts) {
    const span = /^(\d{1,6})(?:-(\d{1,6}))?$/.exec(part);
    const [from, to] = [Number(span?.[1] ?? Number.NaN), Number(span?.[2] ?? span?.[1] ?? Number.NaN)];
    if (!(from <= to && to < LARGEST_GRID) || from <= (grids[grids.length - 1] ?? -1)) return null;
    for (let grid = from; grid <= to; grid++) grids.push(grid);
  }
  return { cityVersion, grids };
}
