import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { Caller } from '../../../shared/contract/caller.ts';
import type { DailyReport, ReportRequest } from '../../../shared/contract/daily-report.ts';
import type { AreaCounts } from '../../../shared/domain/area-counts.ts';
import { ALERT_KINDS, ALERT_LEVELS } from '../../../shared/domain/alerts.ts';
import { type AreaRef, childAreas, gridRangeOf, WHOLE_CITY } from '../../../shared/domain/areas.ts';
import { DAY_MS, HOUR_MS, MINUTE_MS, parseDay, startOfDay } from '../../../shared/domain/time.ts';
import type { TableRow } from '../../../shared/tables/index.ts';
import { sql } from '../db/sql.ts';
import { createReportHandlers } from './report-handlers.ts';
import { LIVE_SOURCE, LIVE_STATUS } from '../../../shared/contract/testing/live-source.ts';
import type { StatusSnapshot } from '../../../shared/contract/topics.ts';
import type { ReportPrinter } from './report-printer.ts';
import { recount, tasksOfDay } from './testing/recount.ts';
import { openSimulatedOffice, type SimulatedOffice } from './testing/simulated-office.ts';

const DAY = parseDay('2026-11-23') ?? 0;
const CUTOFF_MINUTE = 18 * 60;
const AS_OF_MS = startOfDay(DAY) + CUTOFF_MINUTE * MINUTE_MS;
const DISTRICT = '320106';

const caller: Caller = { face: 'console', user: 'duty', role: 'operator', competence: WHOLE_CITY };
const context = { caller, signal: new AbortController().signal };

let office: SimulatedOffice;

beforeAll(async () => {
  office = await openSimulatedOffice(AS_OF_MS + 3 * HOUR_MS);
}, 120_000);

afterAll(() => office.close());

function handlers(printer: ReportPrinter | null = null, readStatus: (() => StatusSnapshot) | null = null) {
  const { replica, city, clock } = office;
  return createReportHandlers({ read: replica.read, city, office: office.office, clock, readStatus, printer });
}

function request(given: Partial<ReportRequest> = {}): ReportRequest {
  return { areaCode: DISTRICT, day: DAY, cutoffMinute: CUTOFF_MINUTE, language: 'zh-CN', ...given };
}

async function preview(given: Partial<ReportRequest> = {}): Promise<DailyReport> {
  return handlers().previewReport(request(given), context);
}

function streetWithMostTasks(report: DailyReport): string {
  return [...report.children].sort((left, right) => right.counts.listed - left.counts.listed)[0]?.code ?? '';
}

/** Streets whose unplaced tasks an area counts; −1 stands for those of no known street. */
function streetsOf({ city }: SimulatedOffice, area: AreaRef): ReadonlySet<number> {
  switch (area.level) {
    case 'city':
      return new Set([-1, ...city.streets.code.keys()]);
    case 'district':
      return new Set(childAreas(city, area).map(({ index }) => index));
    case 'street':
      return new Set([area.index]);
    default:
      return new Set();
  }
}

/** Recounts an area from the tasks themselves. */
function expectedCounts(area: AreaRef, daysBefore = 0): AreaCounts {
  const { from, to } = gridRangeOf(office.city, area);
  const streets = streetsOf(office, area);
  return recount(
    tasksOfDay(office.replica.read, DAY - daysBefore),
    AS_OF_MS - daysBefore * DAY_MS,
    ({ grid }) => grid >= from && grid < to,
    ({ street }) => streets.has(street),
  );
}

describe('the figures of a daily report', () => {
  it.each(['city', 'district', 'street'] as const)('of a %s are those that counting its tasks one by one gives', async (level) => {
    const street = streetWithMostTasks(await preview());
    const report = await preview({ areaCode: { city: office.city.code, district: DISTRICT, street }[level] });
    expect(report.counts.listed).toBeGreaterThan(0);
    expect(report.counts).toEqual(expectedCounts(report.area));
    expect(report.countsBefore).toEqual(expectedCounts(report.area, 1));
    for (const child of report.children) {
      expect([child.name, child.counts]).toEqual([child.name, expectedCounts(child)]);
      expect([child.name, child.countsBefore]).toEqual([child.name, expectedCounts(child, 1)]);
    }
  });

  it('stand as they did at the cut-off, although work went on for three hours', async () => {
    const later = recount(
      tasksOfDay(office.replica.read, DAY),
      office.clock.now(),
      () => true,
      () => true,
    );
    const report = await preview({ areaCode: office.city.code });
    expect(later.verified).toBeGreaterThan(report.counts.verified);
    expect(report.counts.verified).toBe(expectedCounts(report.area).verified);
  });

  it('add up: states to the list, outcomes to the verified, children to the whole', async () => {
    const { counts, children, unplacedByPlacement } = await preview();
    const sum = (of: (counts: AreaCounts) => number) => children.reduce((total, child) => total + of(child.counts), 0);
    expect(
      counts.pushed + counts.assigned + counts.inProgress + counts.verified + counts.unreachable + counts.deferred + counts.withdrawn,
    ).toBe(counts.listed);
    expect(counts.outcomes.reduce((total, count) => total + count, 0)).toBe(counts.verified);
    expect([sum((child) => child.listed), sum((child) => child.verified), sum((child) => child.unplaced)]).toEqual([
      counts.listed,
      counts.verified,
      counts.unplaced,
    ]);
    expect(unplacedByPlacement.none + unplacedByPlacement.ambiguous).toBe(counts.unplaced);
  });

  it('colour the map with the same counts', async () => {
    const { map, counts } = await preview();
    const { from, to } = gridRangeOf(office.city, { level: 'district', index: office.city.districts.code.indexOf(DISTRICT) });
    expect([map.fromGrid, map.listed.length]).toEqual([from, to - from]);
    const sums = [map.listed, map.withdrawn, map.deferred, map.verified].map((column) => column.reduce((total, count) => total + count, 0));
    expect(sums).toEqual([counts.listed, counts.withdrawn, counts.deferred, counts.verified]);
  });

  it('name the grids with somebody missing, most first, at most 60 of how many there are', async () => {
    const { map, gridsBehind, gridsBehindTotal } = await preview({ areaCode: office.city.code });
    const missing = map.listed.map((listed, index) => listed - (map.withdrawn[index] ?? 0) - (map.verified[index] ?? 0));
    const expected = missing.filter((count) => count > 0).sort((left, right) => right - left);
    expect(gridsBehindTotal).toBe(expected.length);
    expect(gridsBehind.map(({ counts }) => counts.listed - counts.withdrawn - counts.verified)).toEqual(expected.slice(0, 60));
  });

  it('count the alerts of the 24 hours to the cut-off by level and kind', async () => {
    const report = await preview({ areaCode: office.city.code });
    const alerts = office.replica.read
      .rows<TableRow<'alert'>>(sql`SELECT * FROM alert`)
      .filter(({ raised_at }) => raised_at > AS_OF_MS - DAY_MS && raised_at <= AS_OF_MS);
    expect(alerts.length).toBeGreaterThan(0);
    const rowOf = (chosen: typeof alerts) => {
      const spans = chosen.flatMap(({ raised_at, acknowledged_at: at }) => (at !== null && at <= AS_OF_MS ? [at - raised_at] : []));
      return {
        raised: chosen.length,
        open: chosen.filter(({ closed_at }) => closed_at === null || closed_at > AS_OF_MS).length,
        meanAcknowledgeMs: spans.length === 0 ? null : Math.round(spans.reduce((total, span) => total + span, 0) / spans.length),
      };
    };
    expect(report.alertsByLevel).toEqual(ALERT_LEVELS.map((_, level) => rowOf(alerts.filter((alert) => alert.level === level))));
    expect(report.alertsByKind).toEqual(ALERT_KINDS.map((_, kind) => rowOf(alerts.filter((alert) => alert.kind === kind))));
    expect(report.trend.at(-1)?.alerts).toBe(alerts.length);
  });

  it('carry fourteen days, each at its own cut-off', async () => {
    const report = await preview();
    expect(report.trend.map(({ day }) => day)).toEqual(Array.from({ length: 14 }, (_, index) => DAY - 13 + index));
    report.trend.forEach(({ day, counts }) => {
      const { listed, verified, deferred } = expectedCounts(report.area, DAY - day);
      expect([day, counts?.listed, counts?.verified, counts?.deferred]).toEqual([day, listed, verified, deferred]);
    });
  });

  it('before the cut-off stand as of now', async () => {
    const nowMs = office.clock.now();
    const report = await preview({ cutoffMinute: 24 * 60 });
    expect(report.asOfMs).toBe(nowMs);
  });
});

describe('a frozen report', () => {
  it('has a number of its area, day and turn, and a digest', async () => {
    const frozen = [await handlers().freezeReport(request(), context), await handlers().freezeReport(request(), context)];
    expect(frozen.map(({ number }) => number)).toEqual(['GL-RB-20261123-01', 'GL-RB-20261123-02']);
    expect(frozen[0]?.digest).toMatch(/^[0-9a-f]{64}$/);
    const city = await handlers().freezeReport(request({ areaCode: office.city.code }), context);
    expect(city.number).toBe('NJ-RB-20261123-01');
  });

  it('reads the same after the tasks behind it have changed', async () => {
    const frozen = await handlers().freezeReport(request(), context);
    const open = tasksOfDay(office.replica.read, DAY).filter(
      ({ verified_at, withdrawn_at }) => verified_at === null && withdrawn_at === null,
    );
    await office.replica.sink.transaction({
      position: 'changed',
      committedAtMs: office.clock.now(),
      changes: open.map(({ id }) => ({
        op: 'patch',
        table: 'task',
        key: id,
        values: { state: 3, outcome: 5, verified_at: AS_OF_MS - HOUR_MS },
      })),
    });
    expect((await preview()).counts.verified).toBeGreaterThan(frozen.counts.verified);
    expect(await handlers().frozenReport({ number: frozen.number }, context)).toEqual(frozen);
    expect(await handlers().frozenReports({ limit: 100 }, context)).toContainEqual(
      expect.objectContaining({ number: frozen.number, areaName: '鼓楼区' }),
    );
  });

  it('leaves an entry in the audit log when it is frozen and when it is printed, and none when printing fails', async () => {
    const { audit } = office.office;
    const before = audit.verify();
    const { number } = await handlers().freezeReport(request(), context);
    const failing = handlers({ print: () => Promise.reject(new Error('no paper')) });
    await expect(failing.printReport({ number }, context)).rejects.toThrow('no paper');
    const pdf = new Uint8Array([37, 80, 68, 70]);
    expect(await handlers({ print: () => Promise.resolve(pdf) }).printReport({ number }, context)).toEqual({
      fileName: `${number}.pdf`,
      pdf,
    });
    const sequence = before.intact ? before.entries : -1;
    const entry = { atMs: office.clock.now(), user: 'duty', face: 'console', subject: number, reason: '' };
    expect(audit.after(sequence, 10)).toEqual([
      expect.objectContaining({ ...entry, action: 'report.frozen' }),
      expect.objectContaining({ ...entry, action: 'report.printed' }),
    ]);
    expect(audit.verify()).toMatchObject({ intact: true, entries: sequence + 2 });
  });

  it('says how its source stood when it was frozen, and nothing of where that is', async () => {
    const offlineSinceMs = AS_OF_MS - HOUR_MS;
    const source = {
      ...LIVE_SOURCE,
      kind: 'postgres',
      label: 'db.example:5432/city',
      state: 'offline',
      offlineSinceMs,
      trouble: { code: 'source-tls-failed', details: { address: 'db.example:5432' } },
    } as const;
    const sources = [{ source: 'alerts', changedAtMs: AS_OF_MS, aliveAtMs: AS_OF_MS, state: 'offline' }] as const;
    const status: StatusSnapshot = { ...LIVE_STATUS, replica: { phase: 'catching-up' }, source, sources, quarantinedRows: 3 };
    const frozen = await handlers(null, () => status).freezeReport(request(), context);
    const { areaCode } = LIVE_SOURCE;
    const standing = { standing: 'offline', offlineSinceMs, trouble: 'source-tls-failed', quarantinedRows: 3 };
    const { nowMs, position } = LIVE_STATUS;
    const stand = { nowMs, position, replica: status.replica, source: { state: 'offline', offlineSinceMs, lagMs: 0, backlogRows: null } };
    expect(frozen.source).toEqual({ kind: 'postgres', areaCode, ...standing, stand });
    expect(frozen.freshness.map(({ source: stream, state }) => [stream, state])).toEqual([
      ['screening', undefined],
      ['alerts', 'offline'],
    ]);
    expect(JSON.stringify(frozen)).not.toContain('db.example');
    expect(await handlers(null, () => LIVE_STATUS).frozenReport({ number: frozen.number }, context)).toEqual(frozen);
    expect(await preview()).not.toHaveProperty('source');
  });

  it('carries the lines that the office set for its reports', async () => {
    const signatures = [{ label: '制表', name: '值班室' }];
    const by = { user: 'duty', atMs: office.clock.now() };
    office.office.settings.save('report.signatures', signatures, by);
    office.office.settings.save('report.classification', 7, by);
    const report = await preview();
    expect([report.signatures, report.classification]).toEqual([signatures, '']);
  });
});

describe('a report that cannot be made', () => {
  const never = expect.anything();

  it.each([
    ['of an unknown area', { areaCode: '999999' }, 'unknown-area', { area: '999999' }],
    ['of a grid', { areaCode: '320106001003006' }, 'unknown-area', never],
    ['of a day that has not begun', { day: DAY + 1 }, 'day-in-future', { day: '2026-11-24' }],
    ['of a day without batches', { day: DAY - 200 }, 'no-data-for-day', { day: '2026-05-07' }],
  ])('%s says why', async (_, given, code, details) => {
    await expect(preview(given)).rejects.toMatchObject({ code, details });
  });

  it('outside the area of competence is refused, frozen ones too', async () => {
    const { number } = await handlers().freezeReport(request(), context);
    const elsewhere = { ...context, caller: { ...caller, competence: { level: 'district', index: 0 } as const } };
    await expect(async () => handlers().previewReport(request(), elsewhere)).rejects.toMatchObject({ code: 'forbidden' });
    await expect(async () => handlers().frozenReport({ number }, elsewhere)).rejects.toMatchObject({ code: 'forbidden' });
    expect(await handlers().frozenReports({ limit: 100 }, elsewhere)).toEqual([]);
  });

  it('by number is unknown when nobody froze it', async () => {
    await expect(async () => handlers().frozenReport({ number: 'GL-RB-20260101-01' }, context)).rejects.toMatchObject({
      code: 'unknown-report',
    });
  });

  it('in a host without a printer is not printed', async () => {
    const { number } = await handlers().freezeReport(request(), context);
    await expect(async () => handlers().printReport({ number }, context)).rejects.toMatchObject({ code: 'printer-unavailable' });
  });

  it('is not frozen or printed by a face that nobody operates', async () => {
    const wall = { ...context, caller: { ...caller, face: 'wall' as const } };
    await expect(async () => handlers().freezeReport(request(), wall)).rejects.toMatchObject({ code: 'forbidden' });
  });
});
