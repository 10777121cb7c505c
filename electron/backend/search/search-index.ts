import { setImmediate } from 'node:timers/promises';
import type { City } from '../../../shared/city/city.ts';
import { misreadingOf, readingOf, syllablePattern } from '../../../shared/text/pinyin.ts';

/** What can be found, the higher level first: hits of equal rank come in this order. */
const ENTRY_KINDS = ['city', 'district', 'street', 'community', 'grid', 'compound'] as const;
export type EntryKind = (typeof ENTRY_KINDS)[number];

export interface FoundEntry {
  readonly kind: EntryKind;
  readonly index: number;
}

interface Entry extends FoundEntry {
  readonly name: string;
  /** The name without its division word (六合 of 六合区), or the name itself. */
  readonly bareName: string;
  readonly code: string;
}

interface ReadEntry extends Entry {
  /** Readings of the name; more than one where people misread it. */
  readonly syllables: readonly string[];
  /** All of its letters without a break: what does not hold the typed letters holds them on no syllable either. */
  readonly letters: string;
  /** Readings without apostrophes, of the whole name and of the bare one. */
  readonly wholeReadings: readonly string[];
  /** Of the whole name and of the bare one. */
  readonly initials: readonly string[];
}

/** How well an entry matches; the lower the better. */
const RANKS = { exact: 0, prefix: 1, contained: 2 } as const;
type Rank = (typeof RANKS)[keyof typeof RANKS];
type Matcher = (entry: ReadEntry) => Rank | null;

const DIVISION_WORD = /(?:街道|社区|新区|区|镇|村|市)$/u;
/** What a typist may put between syllables and words. */
const IGNORED = /[\s'’·-]/gu;
/** Longer work would be felt on the map. */
const SLICE_MS = 8;

function entriesOf(kind: EntryKind, names: readonly string[], codes: readonly string[]): Entry[] {
  const isDivision = kind !== 'grid' && kind !== 'compound';
  return names.map((name, index) => {
    const bareName = isDivision ? name.replace(DIVISION_WORD, '') || name : name;
    return { kind, index, name, bareName, code: codes[index] ?? '' };
  });
}

function withMisreading(syllables: string): readonly string[] {
  const misreading = misreadingOf(syllables);
  return misreading === null ? [syllables] : [syllables, misreading];
}

function read(entry: Entry): ReadEntry {
  const { syllables, initials } = readingOf(entry.name);
  const bare = entry.bareName === entry.name ? { syllables, initials } : readingOf(entry.bareName);
  const readings = withMisreading(syllables);
  const wholeReadings = [...readings, ...withMisreading(bare.syllables)].map((reading) => reading.replaceAll("'", ''));
  return { ...entry, syllables: readings, letters: wholeReadings.join(' '), wholeReadings, initials: [initials, bare.initials] };
}

function rankOfText(text: string, whole: readonly string[]): Rank | null {
  if (whole.includes(text)) return RANKS.exact;
  if (whole.some((candidate) => candidate.startsWith(text))) return RANKS.prefix;
  return whole.some((candidate) => candidate.includes(text)) ? RANKS.contained : null;
}

function bestOf(left: Rank | null, right: Rank | null): Rank | null {
  if (left === null || right === null) return left ?? right;
  return left < right ? left : right;
}

/** Chinese, digits and codes are looked for as they stand. */
function textMatcher(text: string): Matcher {
  return ({ name, bareName, code }) => {
    if (name.includes(text)) return rankOfText(text, [name, bareName]);
    return code.startsWith(text) ? rankOfText(text, [code]) : null;
  };
}

/** Letters may be whole syllables, the beginning of some, or initials. */
function letterMatcher(letters: string): Matcher {
  const pattern = syllablePattern(letters);
  const rankOfSyllables = ({ syllables, wholeReadings }: ReadEntry): Rank | null => {
    const places = syllables.map((reading) => reading.search(pattern)).filter((place) => place >= 0);
    if (places.length === 0) return null;
    if (wholeReadings.includes(letters)) return RANKS.exact;
    return places.includes(0) ? RANKS.prefix : RANKS.contained;
  };
  return (entry) => {
    const byInitials = rankOfText(letters, entry.initials);
    return entry.letters.includes(letters) ? bestOf(byInitials, rankOfSyllables(entry)) : byInitials;
  };
}

/** Names and codes of the whole city, read once in slices. */
export class SearchIndex {
  readonly #city: City;
  #entries: Promise<readonly ReadEntry[]> | null = null;

  constructor(city: City) {
    this.#city = city;
  }

  /** Reads all names now rather than with the first question. */
  async prepare(): Promise<void> {
    this.#entries ??= this.#readAll();
    await this.#entries;
  }

  /** The best entries first: exact before prefix before contained, and the higher level first. */
  async find(text: string, limit: number, isWanted: (entry: FoundEntry) => boolean): Promise<readonly FoundEntry[]> {
    const wanted = text.toLowerCase().replaceAll('ü', 'v').replaceAll(IGNORED, '');
    if (wanted === '') return [];
    this.#entries ??= this.#readAll();
    const entries = await this.#entries;
    const match = /^[a-z][a-z0-9]*$/.test(wanted) ? letterMatcher(wanted) : textMatcher(wanted);
    const byRank: FoundEntry[][] = Object.values(RANKS).map(() => []);
    for (const entry of entries) {
      const rank = match(entry);
      if (rank === null || !isWanted(entry)) continue;
      const found = byRank[rank];
      if (found !== undefined && found.length < limit) found.push({ kind: entry.kind, index: entry.index });
    }
    return byRank.flat().slice(0, limit);
  }

  async #readAll(): Promise<readonly ReadEntry[]> {
    const { name, code, districts, streets, communities, grids, compounds } = this.#city;
    const entries = [
      ...entriesOf('city', [name], [code]),
      ...entriesOf('district', districts.name, districts.code),
      ...entriesOf('street', streets.name, streets.code),
      ...entriesOf('community', communities.name, communities.code),
      ...entriesOf('grid', grids.name, grids.code),
      ...entriesOf('compound', compounds.name, []),
    ];
    const readEntries: ReadEntry[] = [];
    let sliceEndsAtMs = performance.now() + SLICE_MS;
    for (const entry of entries) {
      readEntries.push(read(entry));
      if (performance.now() < sliceEndsAtMs) continue;
      await setImmediate();
      sliceEndsAtMs = performance.now() + SLICE_MS;
    }
    return readEntries;
  }
}
