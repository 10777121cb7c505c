import { useEffect, useState } from 'react';

const TYPING_PAUSE_MS = 120;

/** The text as it stood a moment after the last letter. */
export function useSettled(text: string): string {
  const [settled, setSettled] = useState('');
  useEffect(() => {
    const timer = window.setTimeout(() => setSettled(text), TYPING_PAUSE_MS);
    return () => window.clearTimeout(timer);
  }, [text]);
  return settled;
}
