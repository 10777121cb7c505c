import type * as Pinyin from '../../../shared/text/pinyin.ts';

type Readings = typeof Pinyin;

/** Whether words are those that are looked for. */
export type WordsMatch = (words: string) => boolean;

/** Letters alone, with what a typist puts between syllables. */
const LETTERS = /^[a-z\s'’]+$/;
const BETWEEN = /[\s'’]/g;

function isRead(words: string, letters: string, { readingOf, misreadingOf, syllablePattern }: Readings): boolean {
  const { syllables, initials } = readingOf(words);
  if (initials.includes(letters)) return true;
  const pattern = syllablePattern(letters);
  return pattern.test(syllables) || pattern.test(misreadingOf(syllables) ?? '');
}

/**
 * Whether words hold a text, as it stands or, typed in letters, by their Chinese readings: 切换主题 is found by `zhuti` and by `qhzt`.
 * @param readings null until they are here: then words are found as they stand
 */
export function wordsMatch(text: string, readings: Readings | null): WordsMatch {
  const wanted = text.trim().toLowerCase();
  const letters = LETTERS.test(wanted) ? wanted.replaceAll(BETWEEN, '') : '';
  return (words) => words.toLowerCase().includes(wanted) || (letters !== '' && readings !== null && isRead(words, letters, readings));
}
