import { useEffect, useMemo, useState } from 'react';
import type * as Pinyin from '../../../shared/text/pinyin.ts';
import { type WordsMatch, wordsMatch } from './words-match.ts';

let readings: typeof Pinyin | null = null;

/** The dictionary comes with the first palette that is opened: the start need not wait for it. */
function useReadings(): typeof Pinyin | null {
  const [current, setCurrent] = useState(readings);
  useEffect(() => {
    let isWanted = true;
    void import('../../../shared/text/pinyin.ts').then((pinyin) => {
      readings = pinyin;
      if (isWanted) setCurrent(pinyin);
    });
    return () => {
      isWanted = false;
    };
  }, []);
  return current;
}

/** See `wordsMatch`. */
export function useWordsMatch(text: string): WordsMatch {
  const current = useReadings();
  return useMemo(() => wordsMatch(text, current), [text, current]);
}
