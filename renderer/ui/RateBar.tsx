import { COVERAGE_BREAKS } from '../../shared/domain/classing.ts';
import './rate-bar.css';

/** Below the second break a rate needs attention: the map shows it in its two brightest classes. */
const BEHIND_RATE = COVERAGE_BREAKS[1] ?? 0;

export function isBehind(rate: number | null): boolean {
  return rate !== null && rate < BEHIND_RATE;
}

/** A rate as a bar; the figure stands beside it, so it is not read aloud. Without a rate the track is dotted. */
export function RateBar({ rate }: { readonly rate: number | null }) {
  return (
    <span className="rate-bar" data-behind={isBehind(rate)} data-empty={rate === null} aria-hidden="true">
      <span className="rate-bar-fill" style={{ inlineSize: `${(rate ?? 0) * 100}%` }} />
    </span>
  );
}
