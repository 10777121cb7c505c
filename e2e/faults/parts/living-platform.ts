import type { City } from '../../../shared/city/city.ts';
import { TABLES } from '../../../shared/tables/index.ts';
import type { PresetName } from '../../../electron/backend/sources/simulated-city/presets.ts';
import { PlatformSink } from '../../../electron/hosts/platform/platform-sink.ts';
import type { TestPlatform } from '../../../electron/hosts/platform/testing/test-platform.ts';
import { sendSnapshot } from '../../bench/parts/simulated-replica.ts';

/** What every transaction of a backlog changes: half of it are positions, as on a working day. */
const POSITIONS = 100;
const TASKS = 60;
const VISITS = 40;
/** New visits get numbers that none of the simulated city has. */
const FIRST_NEW_VISIT = 2 ** 32;

/** Whoever is worked on, in an order of chance, which is not that of the pages that they lie on. */
const drawBy = (seed: number): string => `
  SELECT setseed(${seed});
  DROP TABLE IF EXISTS drawn_task, drawn_position;
  CREATE TEMP TABLE drawn_task AS SELECT id, row_number() OVER (ORDER BY random()) AS turn FROM platform.task;
  CREATE TEMP TABLE drawn_position AS SELECT worker_id, row_number() OVER (ORDER BY random()) AS turn FROM platform.position;
  CREATE UNIQUE INDEX ON drawn_task (turn);
  CREATE UNIQUE INDEX ON drawn_position (turn);
  ANALYZE drawn_task, drawn_position;`;

/** Of `places` in a row the next `width` ones in turn `turns`, and again from the first. */
const drawn = (width: number, places: string): string =>
  `turn BETWEEN turns * ${width} % ${places} + 1 AND turns * ${width} % ${places} + ${width}`;

const VISIT_COLUMNS = Object.keys(TABLES.visit.columns);
const NEW_VISIT: Readonly<Record<string, string>> = {
  id: 'last_visit + row_number() OVER ()',
  street: 'task.street',
  grid: 'task.grid',
  compound: 'task.compound',
  task_id: 'task.id',
  visited_at: 'now()',
};

/** Runs on the server as a whole, transaction after transaction: rows that came over a line one by one took minutes. */
const liveOn = (rows: number): string => `
DO $$
DECLARE
  turns bigint := 0;
  written bigint := 0;
  changed bigint;
  tasks bigint := (SELECT count(*) FROM drawn_task);
  positions bigint := (SELECT count(*) FROM drawn_position);
  last_visit bigint := (SELECT greatest(max(id), ${FIRST_NEW_VISIT}) FROM platform.visit);
  known bigint := (SELECT min(id) FROM platform.visit);
BEGIN
  WHILE written < ${rows} LOOP
    UPDATE platform.position SET longitude = longitude + (random() - 0.5) / 10000, heading = (heading + 7) % 360, located_at = now()
      FROM drawn_position one WHERE one.worker_id = position.worker_id AND ${drawn(POSITIONS, 'positions')};
    GET DIAGNOSTICS changed = ROW_COUNT;
    written := written + changed;
    UPDATE platform.task SET state = CASE state WHEN 'assigned' THEN 'inProgress' ELSE 'assigned' END, outcome = 'none',
        attempts = attempts + 1, assigned_at = now(), verified_at = NULL
      FROM drawn_task one WHERE one.id = task.id AND ${drawn(TASKS, 'tasks')};
    GET DIAGNOSTICS changed = ROW_COUNT;
    written := written + changed;
    INSERT INTO platform.visit (${VISIT_COLUMNS.join(', ')})
      SELECT ${VISIT_COLUMNS.map((column) => NEW_VISIT[column] ?? `visit.${column}`).join(', ')}
        FROM platform.visit, drawn_task one JOIN platform.task ON one.id = task.id
       WHERE visit.id = known AND ${drawn(VISITS, 'tasks')};
    GET DIAGNOSTICS changed = ROW_COUNT;
    written := written + changed;
    last_visit := last_visit + changed;
    turns := turns + 1;
    COMMIT;
  END LOOP;
END
$$`;

/** Fills the platform with the simulated city, as it comes. */
export async function fillWithCity(platform: TestPlatform, city: City, preset: PresetName): Promise<void> {
  await platform.as('platform_writer', (client) => {
    const sink = new PlatformSink({ client, city, feed: 'fault-suite', clock: { now: () => Date.now() } });
    return sendSnapshot(city, preset, sink);
  });
  await platform.as('postgres', (client) => client.query('ANALYZE'));
}

/**
 * The city goes on as fast as the server takes it, in transactions of 200 rows: a backlog for whoever is away.
 * @param seed from 0 to 1: who is worked on, and in which order
 */
export function writeBacklog(platform: TestPlatform, rows: number, seed: number): Promise<void> {
  return platform.as('platform_writer', async (client) => {
    await client.query(drawBy(seed));
    await client.query(liveOn(rows));
  });
}
