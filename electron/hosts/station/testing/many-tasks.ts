import type { City } from '../../../../shared/city/city.ts';
import { TABLES } from '../../../../shared/tables/index.ts';
import { STREET_CODE } from '../../platform/testing/test-platform.ts';
import type { PlatformWriter } from './platform-writer.ts';

const NEIGHBOUR_CODE = '320106003';

/** What differs between the tasks, by number `i`; all else is as in the first one. */
const DIFFERING: Readonly<Record<string, string>> = {
  id: 'i',
  attempts: 'i % 7',
  batch_id: 'i % 3',
  grid: '($1::text[])[1 + i % 50]',
  street: `CASE WHEN i % 4 = 0 THEN '${NEIGHBOUR_CODE}' ELSE '${STREET_CODE}' END`,
  state: `(ARRAY['pushed', 'assigned', 'verified'])[1 + i % 3]`,
  note: 'repeat(md5(i::text), i % 20)',
};

/** Two batches and so many tasks with keys from 1, a quarter of them in a neighbouring street: enough that a copy takes a while. */
export async function fillWithTasks(writer: PlatformWriter, city: City, count: number): Promise<void> {
  for (const id of [1, 2]) await writer.insert('batch', { id });
  await writer.insert('task', { id: 1 }, { street: STREET_CODE });
  const columns = Object.keys(TABLES.task.columns);
  const cells = columns.map((column) => DIFFERING[column] ?? `first.${column}`);
  await writer.sql(
    `INSERT INTO platform.task (${columns.join(', ')})
     SELECT ${cells.join(', ')} FROM platform.task AS first, generate_series(2, ${count}) i WHERE first.id = 1`,
    [city.grids.code.slice(2000, 2050)],
  );
}
