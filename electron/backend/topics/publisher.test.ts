import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { Caller } from '../../../shared/contract/caller.ts';
import { CodedError } from '../../../shared/contract/errors.ts';
import type { TopicEvent } from '../../../shared/contract/topics.ts';
import { type AreaRef, gridRangeOf, WHOLE_CITY } from '../../../shared/domain/areas.ts';
import { dayOf, HOUR_MS, MINUTE_MS, startOfDay } from '../../../shared/domain/time.ts';
import { sql } from '../db/sql.ts';
import { testRow } from '../replication/testing/rows.ts';
import type { SimulatedOffice } from '../reports/testing/simulated-office.ts';
import type { Publisher } from './publisher.ts';
import { CoverageMirror } from './testing/mirrors.ts';
import { openTopicOffice, type TopicOffice } from './testing/topic-office.ts';

/** 2026-11-23 16:00 in Shanghai. */
const START_MS = startOfDay(20_780) + 16 * HOUR_MS;
const COALESCE_MS = 250;

let opened: TopicOffice;
let office: SimulatedOffice;
let publisher: Publisher;

beforeAll(async () => {
  opened = await openTopicOffice(START_MS);
  ({ office, publisher } = opened);
}, 60_000);

afterAll(() => opened.close());

function consoleCaller(competence: AreaRef = WHOLE_CITY): Caller {
  return { face: 'console', user: 'tester', role: 'operator', competence };
}

function mirrorCoverage(competence: AreaRef = WHOLE_CITY): { mirror: CoverageMirror; end: () => void } {
  const mirror = new CoverageMirror();
  const end = publisher.subscribe('coverage', { scope: { kind: 'today' } }, consoleCaller(competence), null, (event) =>
    mirror.receive(event),
  );
  return { mirror, end };
}

describe('topics', () => {
  it('shows in every grid what a count of its raw tasks gives', () => {
    const { mirror, end } = mirrorCoverage();
    const today = dayOf(office.clock.now());
    const counted = new Map(
      office.replica.read
        .values(sql`SELECT task.grid, COUNT(*), COUNT(*) FILTER (WHERE state = 3), COUNT(*) FILTER (WHERE state = 6),
            COUNT(*) FILTER (WHERE state IN (0, 1, 2, 4) AND task.due_at <= ${office.clock.now()})
          FROM task JOIN batch ON batch.id = task.batch_id
          WHERE placement = 0 AND task.grid >= 0 AND batch.due_at >= ${startOfDay(today)} AND batch.due_at < ${startOfDay(today + 1)} GROUP BY task.grid`)
        .map(([grid, ...counts]) => [Number(grid), counts.map(Number)] as const),
    );
    const { listed, verified, withdrawn, overdue } = mirror.state.columns;
    expect(counted.size).toBeGreaterThan(0);
    listed.forEach((count, grid) => {
      expect([count, verified[grid], withdrawn[grid], overdue[grid]], `grid ${grid}`).toEqual(counted.get(grid) ?? [0, 0, 0, 0]);
    });
    end();
  });

  it('gives nothing outside the competence', () => {
    const competence: AreaRef = { level: 'street', index: 30 };
    const { mirror, end } = mirrorCoverage(competence);
    const { from, to } = gridRangeOf(office.city, competence);
    const { listed } = mirror.state.columns;
    expect(listed.some((count, grid) => count > 0 && (grid < from || grid >= to))).toBe(false);
    expect(listed.subarray(from, to).some((count) => count > 0)).toBe(true);
    end();
  });

  it('tells tasks as overdue at their due time although nothing is applied', async () => {
    const { mirror, end } = mirrorCoverage();
    const nowMs = office.clock.now();
    const batch = testRow('batch', { id: 990_003, due_at: nowMs + 2 * MINUTE_MS });
    const task = testRow('task', {
      id: 910_000_000,
      batch_id: 990_003,
      grid: 77,
      state: 1,
      pushed_at: nowMs,
      due_at: nowMs + 2 * MINUTE_MS,
    });
    await opened.apply([
      { op: 'upsert', table: 'batch', row: batch },
      { op: 'upsert', table: 'task', row: task },
    ]);
    office.clock.advance(COALESCE_MS);
    const before = mirror.state.columns.overdue[77] ?? 0;
    office.clock.advance(2 * MINUTE_MS);
    expect(mirror.state.columns.overdue[77]).toBe(before + 1);
    end();
  });

  it('begins a new day at civil midnight with a new snapshot', () => {
    const { mirror, end } = mirrorCoverage();
    const { day } = mirror.state;
    const snapshots = mirror.snapshots;
    office.clock.advance(startOfDay((day ?? 0) + 1) - office.clock.now());
    expect(mirror.state.day).toBe((day ?? 0) + 1);
    expect(mirror.snapshots).toBe(snapshots + 1);
    end();
  });

  it('tells the wall aggregates alone, and refuses an unknown topic, wrong parameters and an unknown batch', () => {
    const wall: Caller = { ...consoleCaller(), face: 'wall' };
    const code = (attempt: () => unknown): string => {
      try {
        attempt();
      } catch (error) {
        if (error instanceof CodedError) return error.code;
      }
      return 'none';
    };
    const ignore = (): void => undefined;
    expect(code(() => publisher.subscribe('workers', {}, wall, null, ignore))).toBe('forbidden');
    expect(code(() => publisher.subscribe('alerts', {}, wall, null, ignore))).toBe('forbidden');
    expect(code(() => publisher.subscribe('coverage', { scope: { kind: 'today' } }, wall, null, ignore))).toBe('forbidden');
    expect(code(() => publisher.subscribe('wall', {}, wall, null, ignore)())).toBe('none');
    const user = consoleCaller();
    expect(code(() => publisher.subscribe('nothing' as 'alerts', {}, wall, null, ignore))).toBe('unknown-topic');
    expect(code(() => publisher.subscribe('coverage', { scope: { kind: 'day', day: -1 } }, user, null, ignore))).toBe('invalid-request');
    expect(code(() => publisher.subscribe('coverage', { scope: { kind: 'batch', batchId: 5 } }, user, null, ignore))).toBe('unknown-batch');
  });

  it('sends the status at least every five seconds', () => {
    const events: TopicEvent<'status'>[] = [];
    const end = publisher.subscribe('status', {}, consoleCaller(), null, (event) => events.push(event));
    office.clock.advance(20_000);
    expect(events.length).toBeGreaterThanOrEqual(5);
    expect(events.at(-1)?.data.nowMs).toBe(office.clock.now());
    end();
  });

  it('forgets a topic that nobody hears, and never gives its revisions a second meaning', () => {
    const first = mirrorCoverage();
    const { revision } = first.mirror;
    first.end();
    office.clock.advance(60_000);
    const events: TopicEvent<'coverage'>[] = [];
    const end = publisher.subscribe('coverage', { scope: { kind: 'today' } }, consoleCaller(), revision, (event) => events.push(event));
    expect(events.map(({ kind }) => kind)).toEqual(['snapshot']);
    expect(events[0]?.revision).toBeGreaterThan(revision);
    end();
  });
});
