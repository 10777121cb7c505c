import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { City } from '../../../shared/city/city.ts';
import { sql } from '../../backend/db/sql.ts';
import { TABLE_NAMES } from '../../../shared/tables/index.ts';
import { recountedSummaries, storedSummaries } from '../../backend/replication/testing/expected-summaries.ts';
import type { ChangeSink } from '../../backend/replication/change.ts';
import { STREET_CODE, TestPlatform } from '../platform/testing/test-platform.ts';
import { LineProxy } from './testing/line-proxy.ts';
import { fillWithTasks } from './testing/many-tasks.ts';
import { PlatformWriter } from './testing/platform-writer.ts';
import { testCity, TestStation } from './testing/test-station.ts';

const TASKS = 6000;

let city: City;
let platform: TestPlatform;
let writer: PlatformWriter;

beforeAll(async () => {
  city = await testCity();
  platform = await TestPlatform.start({ cityVersion: city.version });
  writer = await PlatformWriter.connect(platform, city);
  await fillWithTasks(writer, city, TASKS);
});

afterAll(() => platform.stop());

/** Does something before each call to the replica while a snapshot is copied. */
function interrupting(sink: ChangeSink, onChunk: (number: number) => Promise<void>): ChangeSink {
  let chunks = 0;
  return {
    ...sink,
    snapshotChunk: async (chunk) => {
      chunks += 1;
      await onChunk(chunks);
      await sink.snapshotChunk(chunk);
    },
  };
}

async function expectExact(station: TestStation): Promise<void> {
  // What shows that all has come is to come by the stream.
  await station.until(() => station.replica.cursor() !== null);
  await station.catchUp();
  expect(await station.differences()).toEqual({});
  expect(storedSummaries(station.replica.read)).toEqual(recountedSummaries(station.replica.read));
}

describe('a snapshot', () => {
  it.each([STREET_CODE, '320100'])('is every row of the area %s, and nothing else', async (area) => {
    const station = await TestStation.follow({ platform, city, area });
    await expectExact(station);
    expect(station.rows('task').size).toBeGreaterThan(area === '320100' ? TASKS - 1 : TASKS / 2);
    await station.remove();
  });

  it('and the stream meet exactly: what is committed while it is copied is neither lost nor doubled', async () => {
    const station = new TestStation({
      platform,
      city,
      tuning: { rowsAChunk: 500 },
      intercept: (sink) =>
        interrupting(sink, async (number) => {
          await writer.sql('UPDATE platform.task SET attempts = attempts + 1 WHERE id % 10 = $1', [number % 10]);
          await writer.sql('DELETE FROM platform.task WHERE id = $1', [1000 + number]);
          await writer.insert('task', { id: 100_000 + number }, { street: STREET_CODE });
        }),
    });
    station.start();
    await expectExact(station);
    expect(station.rows('task').has(100_001)).toBe(true);
    await writer.sql('DELETE FROM platform.task WHERE id > 100000');
    await station.remove();
  });

  it('that breaks anywhere starts over cleanly', async () => {
    const line = await LineProxy.to(platform.server.options.port);
    const station = new TestStation({ platform, city, addresses: line.address, tuning: { rowsAChunk: 500 } });
    for (const afterBytes of [5000, 20_000, 60_000, 200_000, 500_000, 900_000]) {
      line.fault = { kind: 'cut', afterBytes };
      station.start();
      expect(await station.failure()).toMatchObject({ code: 'source-unreachable' });
      expect(station.replica.cursor()).toBeNull();
      expect(station.replica.read.value(sql`SELECT count(*) FROM task`)).toBe(0);
    }
    line.fault = { kind: 'none' };
    station.start();
    await expectExact(station);
    await station.remove();
    await line.close();
  });

  it('that is stopped in the middle ends at once', async () => {
    const station: TestStation = new TestStation({
      platform,
      city,
      tuning: { rowsAChunk: 100 },
      intercept: (sink) =>
        interrupting(sink, async (number) => {
          if (number === 3) void station.stop();
        }),
    });
    station.start();
    expect(await station.failure()).toBeNull();
    expect(station.replica.cursor()).toBeNull();
    await station.remove();
  });

  it('tells roughly how many rows to expect', async () => {
    await platform.as('postgres', (client) => client.query('ANALYZE'));
    const expected = new Map<string, number>();
    const station = new TestStation({
      platform,
      city,
      intercept: (sink) => ({
        ...sink,
        snapshotChunk: async (chunk) => {
          expected.set(chunk.table, chunk.expectedRows);
          await sink.snapshotChunk(chunk);
        },
      }),
    });
    station.start();
    await station.catchUp();
    const rows = station.rows('task').size;
    expect(expected.get('task')).toBeGreaterThan(rows * 0.8);
    expect(expected.get('task')).toBeLessThan(rows * 1.2);
    // Also for tables without rows.
    expect(expected.size).toBe(TABLE_NAMES.length);
    await station.remove();
  });

  it('waits for transactions that are open upstream', async () => {
    const open = await platform.connect('platform_writer');
    await open.query(`BEGIN; UPDATE platform.task SET note = 'late' WHERE id = 5`);
    const station = new TestStation({ platform, city });
    station.start();
    expect(await station.endsWithin(200)).toBe(false);
    expect(station.replica.cursor()).toBeNull();
    await open.query('COMMIT');
    await expectExact(station);
    await station.remove();
  });
});

describe('a large transaction', () => {
  it('is applied in parts, and seen as a whole', async () => {
    const seen: number[] = [];
    let parts = 0;
    let isInParts = false;
    const disturbed: string[] = [];
    const station: TestStation = await TestStation.follow({
      platform,
      city,
      tuning: {
        statusEveryMs: 300,
        queue: { partRows: 300, partBytes: 1e6, groupRows: 200, groupBytes: 1e6, mostRows: 900, mostBytes: 1e7 },
      },
      intercept: (sink) => ({
        ...sink,
        beginTransaction: async () => {
          isInParts = true;
          await sink.beginTransaction();
        },
        part: async (changes) => {
          parts += 1;
          // The source tells its status meanwhile.
          const { report } = station;
          await station.until(() => station.report !== report);
          await sink.part(changes);
        },
        commit: async (position, committedAtMs) => {
          await sink.commit(position, committedAtMs);
          isInParts = false;
        },
        durable: async () => {
          if (isInParts) disturbed.push('durable');
          return sink.durable();
        },
      }),
    });
    await station.catchUp();
    station.replica.observe(({ tables }) => seen.push(tables.get('task')?.upserted ?? 0));
    // Something to acknowledge that comes just before.
    await writer.sql('UPDATE platform.task SET attempts = attempts + 1 WHERE id = 1');
    // Few enough for the replica's log.
    await writer.sql('UPDATE platform.task SET attempts = attempts + 1 WHERE id % 3 <> 1');
    await expectExact(station);
    expect(parts).toBeGreaterThan(2);
    expect(disturbed).toEqual([]);
    expect(seen.filter((count) => count > 0)).toEqual([1, [...station.rows('task').keys()].filter((id) => id % 3 !== 1).length]);
    await station.remove();
  });
});
