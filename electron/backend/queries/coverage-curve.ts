import type { CoverageCurves } from '../../../shared/contract/backend-api.ts';
import type { CallSignal } from '../../../shared/contract/backend-client.ts';
import { type AreaRef, gridRangeOf } from '../../../shared/domain/areas.ts';
import type { BatchScope } from '../../../shared/domain/figures.ts';
import { DAY_MS, MINUTE_MS } from '../../../shared/domain/time.ts';
import { resolveScope } from './batch-scope.ts';
import type { QueryContext } from './query-context.ts';
import { stepCurves } from './step-curves.ts';

const STEP_MS = 15 * MINUTE_MS;

/** How the coverage of a scope went on from a moment, through 24 hours. @throws CodedError `unknown-batch` */
export async function coverageCurve(
  context: QueryContext,
  { area, scope, fromMs }: { readonly area: AreaRef; readonly scope: BatchScope; readonly fromMs: number },
  signal: CallSignal,
): Promise<CoverageCurves> {
  const resolved = resolveScope(context.db, scope, fromMs);
  const steps = { fromMs, stepMs: STEP_MS, count: DAY_MS / STEP_MS };
  return await stepCurves(context, gridRangeOf(context.city, area), resolved, steps, signal);
}
