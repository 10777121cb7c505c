import type { WorkerListRow } from '../../../shared/contract/backend-api.ts';
import type { Words } from '../../lib/use-words.ts';

/** How long ago a worker was heard of last, or that it is not written yet; null off duty. */
export function locatedText({ locatedAtMs, isUnrecorded }: WorkerListRow, nowMs: number, { t, age }: Words): string | null {
  if (locatedAtMs === null) return null;
  return isUnrecorded ? t('rows.unrecorded') : age(nowMs - locatedAtMs);
}
