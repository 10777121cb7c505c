import { type FaultRow, NO_FAULTS, pauseAfter, withFault } from './faults.ts';

/** A wall that shows nothing for so long tries it from the beginning: what is in its way may be of its own page. */
const LATE_MS = 30_000;
const LONGEST_ANSWER_MS = 5000;
/** After a fault; one that comes back with every page is no reason for a page every few seconds. */
const FAULT_PAUSES = { firstMs: 2000, longestMs: 300_000 };
const AWAY_MS = 3000;
/** Outlives the page, not its window. */
const FAULTS_KEY = 'wall-faults';

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

function faultsSoFar(): FaultRow {
  const [count = 0, lastAtMs = 0] = (sessionStorage.getItem(FAULTS_KEY) ?? '').split(' ').map(Number);
  return Number.isFinite(count) && Number.isFinite(lastAtMs) ? { count, lastAtMs } : NO_FAULTS;
}

async function reloadOnceThere(): Promise<void> {
  if (await isThere()) location.reload();
  else setTimeout(() => void reloadOnceThere(), AWAY_MS);
}

/** Loads this page again after a pause that grows from fault to fault, and as soon as the host is there. */
export function startOverAfterFault(): void {
  const faults = withFault(faultsSoFar(), Date.now());
  sessionStorage.setItem(FAULTS_KEY, `${faults.count} ${faults.lastAtMs}`);
  setTimeout(() => void reloadOnceThere(), pauseAfter(faults, FAULT_PAUSES));
}
