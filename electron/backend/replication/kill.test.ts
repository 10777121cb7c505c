import { describe, expect, test } from 'vitest';
import { killRepeatedly } from './testing/killed-replica.ts';

/** In each of two folders every number of transactions from 1 to 23 comes four times before a kill; `npm run test:faults -- replica-kills` goes on. */
const KILLS = 200;

describe('a replica whose program is killed while it applies', () => {
  test(`has cursor, rows and summaries that agree, ${KILLS} times of ${KILLS}`, { timeout: 900_000 }, async () => {
    expect(await killRepeatedly(KILLS)).toBeGreaterThan(2 * KILLS);
  });
});
