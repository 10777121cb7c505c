import type { SearchHit } from '../../../shared/contract/backend-api.ts';
import type { AreaRef } from '../../../shared/domain/areas.ts';
import { goToArea } from '../../lib/go-to-area.ts';
import { openUnplacedTask } from '../../lib/open-rows.ts';
import { type CallState, useCall } from '../../lib/use-call.ts';
import { useSettled } from '../../lib/use-settled.ts';

const HIT_LIMIT = 20;

/** Hits for a text by name, pinyin, initials, code or task number, a moment after the last letter. */
export function useSearch(text: string): CallState<readonly SearchHit[]> {
  const settled = useSettled(text.trim());
  return useCall('search', settled === '' ? null : { text: settled, limit: HIT_LIMIT });
}

/** Where a hit lies: an area is itself, compounds and tasks are shown in their grid. */
export function areaOfHit(hit: SearchHit): AreaRef {
  return hit.kind === 'area' ? hit.area : { level: 'grid', index: hit.grid };
}

export function keyOfHit(hit: SearchHit): string {
  switch (hit.kind) {
    case 'area':
      return `area-${hit.code}`;
    case 'compound':
      return `compound-${hit.compound}`;
    case 'task':
      return `task-${hit.taskId}`;
  }
}

export function openHit(hit: SearchHit): void {
  if (hit.kind === 'task' && hit.grid < 0) openUnplacedTask(hit.taskId);
  else goToArea(areaOfHit(hit));
}
