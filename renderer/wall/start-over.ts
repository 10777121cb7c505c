/** A wall that shows nothing for so long tries it from the beginning: what is in its way may be of its own page. */
const LATE_MS = 30_000;
const LONGEST_ANSWER_MS = 5000;

/** A page that is not there now would leave the browser's own error on the display, which nothing brings away. */
async function isThere(): Promise<boolean> {
  const answer = await fetch(location.pathname, { signal: AbortSignal.timeout(LONGEST_ANSWER_MS) }).catch(() => null);
  return answer?.ok === true;
}

/** Loads this page again whenever another while has passed, until what it answers is called. */
export function startOverWhenLate(): () => void {
  const timer = setInterval(() => {
    void isThere().then((there) => {
      if (there) location.reload();
    });
  }, LATE_MS);
  return () => clearInterval(timer);
}
