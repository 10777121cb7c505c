import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import type { City } from '../../../shared/city/city.ts';
import { sql } from '../../backend/db/sql.ts';
import { STREET_CODE, TestPlatform } from '../platform/testing/test-platform.ts';
import { PlatformWriter } from './testing/platform-writer.ts';
import { testCity, TestStation } from './testing/test-station.ts';

let city: City;
let platform: TestPlatform;
let writer: PlatformWriter;
let station: TestStation;
let snapshots = 0;
let lastId = 0;

beforeAll(async () => {
  city = await testCity();
  platform = await TestPlatform.start({ cityVersion: city.version });
  writer = await PlatformWriter.connect(platform, city);
});

beforeEach(async () => {
  await insertTask();
  station = await TestStation.follow({ platform, city });
  await station.catchUp();
  snapshots = 0;
  station.replica.observe(({ replaced, position }) => {
    if (replaced && position !== '') snapshots += 1;
  });
});

afterEach(() => station.remove());

afterAll(() => platform.stop());

const admin = (text: string): Promise<unknown> => platform.as('postgres', (client) => client.query(text));

async function insertTask(): Promise<number> {
  lastId += 1;
  await writer.insert('task', { id: lastId }, { street: STREET_CODE });
  return lastId;
}

/** PostgreSQL lets no published column change its type: it has to leave the publication for that. */
async function retypeAttempts(change: string): Promise<void> {
  await admin(`ALTER PUBLICATION area_${STREET_CODE} DROP TABLE platform.task`);
  await admin(`ALTER PUBLICATION area_320100 DROP TABLE platform.task`);
  await admin(`ALTER TABLE platform.task ALTER COLUMN attempts ${change}`);
  await admin(`SELECT platform.publish_area('${STREET_CODE}'), platform.publish_area('320100')`);
}

const taskRow = (id: number) =>
  station.replica.read.row<{ note: string; attempts: number }>(sql`SELECT note, attempts FROM task WHERE id = ${id}`);

function warned(change: string, more: object = {}): Promise<void> {
  return station.until(() =>
    station.report.warnings.some(
      ({ details }) => details['change'] === change && Object.entries(more).every(([name, value]) => details[name] === value),
    ),
  );
}

/** Upstream is as it was: the station fills itself anew, and is exact. */
async function expectCured(): Promise<void> {
  await station.until(() => snapshots > 0 && station.report.warnings.length === 0);
  await station.catchUp();
  expect(await station.differences()).toEqual({});
}

describe('a column that is added', () => {
  it('is a warning at most', async () => {
    await admin('ALTER TABLE platform.task ADD COLUMN mood text DEFAULT $$good$$');
    await warned('column-added', { table: 'task', column: 'mood' });
    await insertTask();
    await station.catchUp();
    expect(await station.differences()).toEqual({});
    await admin('ALTER TABLE platform.task DROP COLUMN mood');
    await station.until(() => station.report.warnings.length === 0);
    expect(snapshots).toBe(0);
  });

  it('and sent although nobody asked is passed over', async () => {
    await admin(`ALTER PUBLICATION area_${STREET_CODE} SET TABLE platform.task WHERE (street = '${STREET_CODE}')`);
    await warned('table-not-published', { table: 'visit' });
    await insertTask();
    await station.until(() => station.rows('task').has(lastId));
    expect(taskRow(lastId)?.attempts).toBe(0);
    await admin(`SELECT platform.publish_area('${STREET_CODE}')`);
    await expectCured();
  });
});

describe('a column that is renamed', () => {
  it('is named with its new name; known columns go on, nothing becomes null in silence', async () => {
    const id = lastId;
    await admin('ALTER TABLE platform.task RENAME COLUMN note TO remark');
    await warned('column-renamed', { table: 'task', column: 'note', found: 'remark' });
    await writer.sql(`UPDATE platform.task SET attempts = 7, remark = 'new' WHERE id = $1`, [id]);
    await writer.insert('worker', { id }, { street: STREET_CODE });
    await station.catchUp();
    expect(taskRow(id)).toEqual({ note: '文', attempts: 7 });
    expect(station.rows('worker').has(id)).toBe(true);
    await admin('ALTER TABLE platform.task RENAME COLUMN remark TO note');
    await expectCured();
    expect(taskRow(id)).toEqual({ note: 'new', attempts: 7 });
  });

  it('is cured after a restart too: the replica remembers that it has gaps', async () => {
    const id = lastId;
    await admin('ALTER TABLE platform.task RENAME COLUMN note TO remark');
    await writer.sql(`UPDATE platform.task SET attempts = 8, remark = 'newer' WHERE id = $1`, [id]);
    await station.catchUp();
    expect(taskRow(id)).toEqual({ note: '文', attempts: 8 });
    await station.stop();
    await admin('ALTER TABLE platform.task RENAME COLUMN remark TO note');
    station.start();
    await expectCured();
    expect(taskRow(id)?.note).toBe('newer');
  });

  it('refuses a first copy, and says what is missing', async () => {
    await admin('ALTER TABLE platform.task RENAME COLUMN note TO remark');
    const newcomer = new TestStation({ platform, city, area: '320100' });
    newcomer.start();
    expect(await newcomer.failure()).toMatchObject({
      code: 'source-schema-changed',
      details: { table: 'task', column: 'note', change: 'column-removed' },
    });
    await newcomer.remove();
    await admin('ALTER TABLE platform.task RENAME COLUMN remark TO note');
    await station.until(() => station.report.warnings.length === 0);
  });
});

describe('a column that gets another type', () => {
  it('is read on where that is safe', async () => {
    await retypeAttempts('TYPE integer');
    // Taken out of the publication and put back: copied anew, and then followed.
    await expectCured();
    await insertTask();
    await station.catchUp();
    expect(await station.differences()).toEqual({});
    snapshots = 0;
    await retypeAttempts('TYPE bigint');
    await expectCured();
  });

  it('is named with that type where it is not', async () => {
    const id = lastId;
    await retypeAttempts('TYPE text');
    await warned('column-retyped', { table: 'task', column: 'attempts', found: 'text' });
    await writer.sql(`UPDATE platform.task SET note = 'typed', attempts = 'many' WHERE id = $1`, [id]);
    await station.catchUp();
    expect(taskRow(id)).toEqual({ note: 'typed', attempts: 0 });
    await retypeAttempts('DROP DEFAULT, ALTER COLUMN attempts TYPE bigint USING 5, ALTER COLUMN attempts SET DEFAULT 0');
    await expectCured();
  });
});

describe('a table', () => {
  it('that is renamed goes on, and is named', async () => {
    await admin('ALTER TABLE platform.task RENAME TO job');
    await warned('table-missing', { table: 'task' });
    await writer.sql(`UPDATE platform.job SET attempts = 9 WHERE id = $1`, [lastId]);
    await station.catchUp();
    expect(taskRow(lastId)?.attempts).toBe(9);
    await admin('ALTER TABLE platform.job RENAME TO task');
    await station.until(() => station.report.warnings.length === 0);
    await station.catchUp();
    expect(await station.differences()).toEqual({});
  });

  it('that was renamed while we were away and back again later is copied anew', async () => {
    const id = lastId;
    await station.stop();
    await admin('ALTER TABLE platform.task RENAME TO job');
    await writer.sql(`UPDATE platform.job SET attempts = 10 WHERE id = $1`, [id]);
    station.start();
    await warned('table-missing', { table: 'task' });
    await station.catchUp();
    await admin('ALTER TABLE platform.job RENAME TO task');
    await expectCured();
    expect(taskRow(id)?.attempts).toBe(10);
  });

  it('that loses a column has to be published anew; until then it is named', async () => {
    await admin('ALTER TABLE platform.work_order DROP COLUMN title CASCADE');
    await warned('column-removed', { table: 'work_order', column: 'title' });
    await warned('table-not-published', { table: 'work_order' });
    await insertTask();
    await station.catchUp();
    expect(station.rows('task').has(lastId)).toBe(true);
    await admin(`ALTER TABLE platform.work_order ADD COLUMN title text NOT NULL DEFAULT ''`);
    await admin('GRANT SELECT (title) ON platform.work_order TO platform_station');
    await admin(`SELECT platform.publish_area('${STREET_CODE}')`);
    await expectCured();
  });

  it('that is taken out of the publication and put back means a new snapshot: what was committed between was never sent', async () => {
    await admin(`ALTER PUBLICATION area_${STREET_CODE} DROP TABLE platform.visit`);
    await writer.insert('visit', { id: 1 }, { street: STREET_CODE });
    await admin(`SELECT platform.publish_area('${STREET_CODE}')`);
    await expectCured();
    expect(station.rows('visit').has(1)).toBe(true);
  });
});

describe('a publication', () => {
  it('that is dropped stops the station, which says so; made again it is copied anew', async () => {
    await admin(`DROP PUBLICATION area_${STREET_CODE}`);
    expect(await station.failure()).toMatchObject({ code: 'source-publication-missing' });
    await insertTask();
    station.start();
    expect(await station.failure()).toMatchObject({ code: 'source-publication-missing' });
    await admin(`SELECT platform.publish_area('${STREET_CODE}')`);
    station.start();
    await expectCured();
  });
});
