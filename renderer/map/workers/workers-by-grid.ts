import type { LiveWorkers } from '../../data/live-data.ts';

/** Workers on duty whose latest position lies in the grid. */
export function countWorkersByGrid({ count, columns }: Pick<LiveWorkers, 'count' | 'columns'>, grid: number): number {
  let found = 0;
  for (let row = 0; row < count; row++) if (columns.grid[row] === grid) found++;
  return found;
}
