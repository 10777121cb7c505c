import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { City } from '../../../shared/city/city.ts';
import { STREET_CODE, TestPlatform } from '../platform/testing/test-platform.ts';
import { PlatformWriter } from './testing/platform-writer.ts';
import { testCity, TestStation } from './testing/test-station.ts';

const ROUNDS = 12;
const WRITERS = 6;

let city: City;
let platform: TestPlatform;

beforeAll(async () => {
  city = await testCity();
  platform = await TestPlatform.start({ cityVersion: city.version });
});

afterAll(() => platform.stop());

describe('commits that stand side by side in the log', () => {
  it('are each applied once, although one ends where the next begins and the program dies in between', async () => {
    let failsAt = Number.POSITIVE_INFINITY;
    const station = await TestStation.follow({
      platform,
      city,
      // One transaction a commit here.
      tuning: { queue: { partRows: 1000, partBytes: 1e6, groupRows: 1, groupBytes: 1e6, mostRows: 5000, mostBytes: 1e7 } },
      intercept: (sink) => ({
        ...sink,
        transaction: async (transaction) => {
          failsAt -= 1;
          if (failsAt < 0) throw new Error('planned');
          await sink.transaction(transaction);
        },
      }),
    });
    const writers = await Promise.all(Array.from({ length: WRITERS }, () => PlatformWriter.connect(platform, city)));
    for (let round = 0; round < ROUNDS; round += 1) {
      await station.catchUp();
      failsAt = 1 + (round % (WRITERS - 1));
      for (const [index, writer] of writers.entries()) {
        await writer.sql('SET synchronous_commit = off; BEGIN');
        await writer.insert('task', { id: round * WRITERS + index + 1 }, { street: STREET_CODE });
      }
      // Nothing is written between them but their ends.
      await Promise.all(writers.map((writer) => writer.sql('COMMIT')));
      await station.ended();
      failsAt = Number.POSITIVE_INFINITY;
      station.start();
    }
    await station.catchUp();
    expect(await station.differences()).toEqual({});
    expect(station.rows('task').size).toBe(ROUNDS * WRITERS);
    await station.remove();
  });
});
