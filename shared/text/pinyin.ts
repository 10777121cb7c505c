import { customPinyin, pinyin } from 'pinyin-pro';

/** Names of Nanjing that are read otherwise than a dictionary would: 六合 is Lùhé. */
const LOCAL_READINGS: Readonly<Record<string, string>> = { 六合: 'lù hé' };
/** The readings of those who do not know; they find the place too. */
const COMMON_MISREADINGS: readonly (readonly [local: string, common: string])[] = [["'lu'he", "'liu'he"]];

customPinyin(LOCAL_READINGS);

/** What a name is found by when it is typed in letters. */
export interface Reading {
  /** Each syllable behind an apostrophe: `'lu'he'qu`. ü is written v. */
  readonly syllables: string;
  /** `lhq`. Digits and letters of the name stay what they are. */
  readonly initials: string;
}

export function readingOf(name: string): Reading {
  const parts = pinyin(name, { toneType: 'none', type: 'array', v: true, nonZh: 'consecutive' }).map((part) => part.toLowerCase());
  return {
    syllables: parts.map((part) => `'${part}`).join(''),
    initials: parts.map((part) => (/^[a-z]+$/.test(part) ? part.slice(0, 1) : part)).join(''),
  };
}

/** The misreading of a reading, or null when nobody misreads it. */
export function misreadingOf(syllables: string): string | null {
  const [local, common] = COMMON_MISREADINGS.find(([known]) => syllables.includes(known)) ?? [];
  return local === undefined || common === undefined ? null : syllables.replace(local, common);
}

/** Finds typed letters from the start of a syllable on, whether or not the typist parted the syllables. */
export function syllablePattern(letters: string): RegExp {
  return new RegExp(`'${[...letters].join("'?")}`);
}
