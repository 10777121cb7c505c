import { TABLE_NAMES } from '../../../shared/tables/index.ts';
import { type PlannedTable, planOf, type SnapshotPlan } from '../replication/change.ts';

/** Stands at the first message of a snapshot. Who does not know it goes without: it is for progress, and for what can be shown before the end. */
export const PLAN_HEADER = 'Command-Center-Plan';

/** `batch=12,task=1200000`, in the order in which they come. */
export function formatPlan({ tables }: SnapshotPlan): string {
  return tables.map(({ table, expectedRows }) => `${table}=${expectedRows}`).join(',');
}

/** No plan at all where a part of it cannot be read. */
export function parsePlan(text: string): SnapshotPlan {
  const tables = text.split(',').map((part): PlannedTable | null => {
    const [name, rows] = part.split('=');
    const table = TABLE_NAMES.find((known) => known === name);
    const expectedRows = Number(rows);
    return table !== undefined && Number.isSafeInteger(expectedRows) && expectedRows >= 0 ? { table, expectedRows } : null;
  });
  const known = tables.filter((table) => table !== null);
  return planOf(known.length === tables.length ? known : []);
}
