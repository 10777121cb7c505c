import type { CallSignal } from '../../../shared/contract/backend-client.ts';
import type { AreaCounts } from '../../../shared/domain/area-counts.ts';
import type { AreaRef } from '../../../shared/domain/areas.ts';
import type { BatchScope } from '../../../shared/domain/figures.ts';
import { areaCounts } from './area-counts.ts';
import { countsAsOf } from './area-counts-as-of.ts';
import { resolveScope } from './batch-scope.ts';
import type { QueryContext } from './query-context.ts';

/** Counts of an area at the context's moment: from the summaries now, from the tasks' times at one that is past. @throws CodedError `unknown-batch` */
export async function areaCountsThen(
  context: QueryContext,
  request: { readonly area: AreaRef; readonly scope: BatchScope },
  signal: CallSignal,
): Promise<AreaCounts> {
  const { db, asOfMs } = context;
  if (asOfMs === undefined) return areaCounts(context, request);
  const { batchIds } = resolveScope(db, request.scope, asOfMs);
  return await countsAsOf(context, request.area, { batchIds, asOfMs }, signal);
}
