// What a program without the application's own code would have: summaries of tasks (by grid and batch, and by grid) and of positions, kept by
// triggers, row by row, in plain tables with a column for each count. Deletes, and tasks that move to another grid or batch, are left out: no
// workload of the bench has any.
import { TASK_OUTCOMES, TASK_STATES } from '../../../shared/domain/screening.ts';
import { COUNTS_A_GRID, COVERAGE_COUNT_EXPRESSIONS } from '../../../electron/backend/replication/summaries/coverage-counts.ts';

const VERIFIED = TASK_STATES.indexOf('verified');
const COUNTS = Array.from({ length: COUNTS_A_GRID }, (_, index) => `count_${index}`);

/** What one row adds to each count, in the order of the application's own. */
function countsOf(row: 'new' | 'old'): readonly string[] {
  return [
    '1',
    ...TASK_STATES.map((_, state) => `(${row}.state = ${state})`),
    `(${row}.state = ${VERIFIED} AND ifnull(${row}.verified_at <= ${row}.due_at, 0))`,
    ...TASK_OUTCOMES.slice(1).map((_, index) => `(${row}.state = ${VERIFIED} AND ${row}.outcome = ${index + 1})`),
  ];
}

const TABLES = [
  { name: 'by_batch', keys: ['batch_id', 'grid'] },
  { name: 'by_grid', keys: ['grid'] },
] as const;
type PeerTable = (typeof TABLES)[number];

function create({ name, keys }: PeerTable): string {
  return `CREATE TABLE ${name} (${[...keys, ...COUNTS].map((column) => `${column} INTEGER NOT NULL`).join(', ')}, PRIMARY KEY (${keys.join(', ')})) WITHOUT ROWID;
    INSERT INTO ${name} SELECT ${keys.join(', ')}, ${COVERAGE_COUNT_EXPRESSIONS} FROM task WHERE placement = 0 AND grid >= 0 GROUP BY ${keys.join(', ')};`;
}

function addCounts({ name, keys }: PeerTable): string {
  return `INSERT INTO ${name} VALUES (${[...keys.map((key) => `new.${key}`), ...countsOf('new')].join(', ')})
    ON CONFLICT DO UPDATE SET ${COUNTS.map((count) => `${count} = ${count} + excluded.${count}`).join(', ')};`;
}

function changeCounts({ name, keys }: PeerTable): string {
  const [after, before] = [countsOf('new'), countsOf('old')];
  const changes = COUNTS.map((count, index) => `${count} = ${count} + ${after[index]} - ${before[index]}`).slice(1);
  return `UPDATE ${name} SET ${changes.join(', ')} WHERE ${keys.map((key) => `${key} = new.${key}`).join(' AND ')};`;
}

const IS_PLACED = 'new.placement = 0 AND new.grid >= 0';
const IS_COUNTED_OTHERWISE = 'new.state <> old.state OR new.outcome <> old.outcome OR new.verified_at IS NOT old.verified_at';
export const SUMMARY_TRIGGERS = `
${TABLES.map(create).join('\n')}
CREATE TRIGGER task_came AFTER INSERT ON task WHEN ${IS_PLACED} BEGIN ${TABLES.map(addCounts).join('\n')} END;
CREATE TRIGGER task_changed AFTER UPDATE ON task WHEN ${IS_PLACED} AND (${IS_COUNTED_OTHERWISE}) BEGIN ${TABLES.map(changeCounts).join('\n')} END;
CREATE TRIGGER position_moved AFTER UPDATE ON position WHEN new.grid <> old.grid BEGIN
  INSERT INTO summary_worker_grid (grid, on_duty) VALUES (new.grid, 1) ON CONFLICT DO UPDATE SET on_duty = on_duty + 1;
  UPDATE summary_worker_grid SET on_duty = on_duty - 1 WHERE grid = old.grid;
  DELETE FROM summary_worker_grid WHERE grid = old.grid AND on_duty = 0;
END;
`;
