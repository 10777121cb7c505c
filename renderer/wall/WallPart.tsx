import { type ReactNode, useEffect, useRef } from 'react';
import { useWords } from '../lib/use-words.ts';
import { Boundary } from '../ui/Boundary.tsx';
import { type FaultRow, NO_FAULTS, pauseAfter, withFault } from './faults.ts';

/** Nobody stands by to press anything: what failed is drawn again after a while, by then with other data. */
const PAUSES = { firstMs: 2000, longestMs: 60_000 };

interface WallPartProps {
  /** Whether it has the room that the parts beside it leave. */
  readonly fills?: boolean;
  /** What it says while it cannot be drawn, where it is more than a part of a side. */
  readonly failed?: ReactNode;
  readonly children: ReactNode;
}

/** A part of the wall. One that fails says so in its own place and is tried again; the others stand. */
export function WallPart({ fills = false, failed, children }: WallPartProps) {
  const faults = useRef<FaultRow>(NO_FAULTS);
  const timer = useRef(0);
  useEffect(() => () => window.clearTimeout(timer.current), []);
  const tryAgainLater = (tryAgain: () => void): void => {
    faults.current = withFault(faults.current, performance.now());
    timer.current = window.setTimeout(tryAgain, pauseAfter(faults.current, PAUSES));
  };
  return (
    <Boundary renderFailed={() => failed ?? <PartFailed fills={fills} />} onFault={tryAgainLater}>
      {children}
    </Boundary>
  );
}

function PartFailed({ fills }: { readonly fills: boolean }) {
  const { t } = useWords();
  return (
    <p className="wall-label wall-part-failed" data-fills={fills}>
      {t('wall.partFailed')}
    </p>
  );
}
