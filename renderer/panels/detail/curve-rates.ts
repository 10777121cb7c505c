import type { CoverageCurves } from '../../../shared/contract/backend-api.ts';
import { ratio, type RateRule } from '../../../shared/domain/rates.ts';

/** The rate at the end of each step; null where nothing was due yet. */
export function curveRates({ verifiedUpTo, dueUpTo, deferredUpTo }: CoverageCurves, rule: RateRule): (number | null)[] {
  return Array.from(verifiedUpTo, (verified, step) => {
    const due = dueUpTo[step] ?? 0;
    return ratio(verified, rule === 'withDeferred' ? due : due - (deferredUpTo[step] ?? 0));
  });
}
