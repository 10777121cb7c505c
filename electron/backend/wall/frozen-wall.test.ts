import { afterAll, beforeAll, expect, it } from 'vitest';
import type { Caller } from '../../../shared/contract/caller.ts';
import type { TopicEvent } from '../../../shared/contract/topics.ts';
import type { WallSnapshot } from '../../../shared/contract/wall.ts';
import { WHOLE_CITY } from '../../../shared/domain/areas.ts';
import { HIDDEN_COUNT } from '../../../shared/domain/suppression.ts';
import { DAY_MS, HOUR_MS, startOfDay } from '../../../shared/domain/time.ts';
import { BUILT_IN_PROGRAM } from '../../../shared/domain/wall-program.ts';
import { Stands } from '../time/stands.ts';
import { openTopicOffice, type TopicOffice } from '../topics/testing/topic-office.ts';
import { FrozenWalls, wallAt } from './frozen-wall.ts';

const NOW_MS = startOfDay(20_780) + 16 * HOUR_MS;
const SETTINGS = { program: BUILT_IN_PROGRAM, pinned: null };
const caller: Caller = { face: 'wall', user: '', role: 'operator', competence: WHOLE_CITY };

let opened: TopicOffice;
let stands: Stands;
beforeAll(async () => {
  opened = await openTopicOffice(NOW_MS);
  stands = new Stands(opened.context);
}, 60_000);
afterAll(() => opened.close());

const frozenAt = (atMs: number): Promise<WallSnapshot> => wallAt(opened.context, stands, caller, atMs, SETTINGS);

it('frozen now, a wall shows what it showed, but for who is on duty', async () => {
  const events: TopicEvent<'wall'>[] = [];
  opened.publisher.subscribe('wall', {}, caller, null, (event) => events.push(event))();
  const live = events.at(-1)?.data;
  expect(await frozenAt(NOW_MS)).toEqual({ ...live, workersOnDuty: HIDDEN_COUNT });
});

it('of another day it shows that day’s batch', async () => {
  const before = await frozenAt(NOW_MS - DAY_MS);
  expect([before.nowMs, before.day]).toEqual([NOW_MS - DAY_MS, 20_779]);
  expect(before.home.rates.withDeferred.perMille[0]).toBeGreaterThan(0);
});

it('refuses a moment that is still to come', async () => {
  await expect(frozenAt(NOW_MS + 1)).rejects.toMatchObject({ code: 'invalid-request' });
});

it('counts a frame once for all walls of a competence, and again when that failed or another moment is shown', async () => {
  const counted: number[] = [];
  let fails = true;
  const walls = new FrozenWalls(async (_, asOfMs) => {
    counted.push(asOfMs);
    if (fails) throw new Error('the replica is away');
    return frozenAt(NOW_MS);
  });
  await expect(walls.at(1, caller)).rejects.toThrow('the replica is away');
  fails = false;
  const first = await walls.at(1, caller);
  expect(await walls.at(1, caller)).toBe(first);
  await walls.at(1, { ...caller, competence: { level: 'street', index: 0 } });
  await walls.at(2, caller);
  expect(counted).toEqual([1, 1, 1, 2]);
});
