import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { Caller, Face } from '../../../shared/contract/caller.ts';
import { CodedError } from '../../../shared/contract/errors.ts';
import { LIVE_STATUS } from '../../../shared/contract/testing/live-source.ts';
import type { TrackEvidence, TrackPrintRequest, TrackRequest, Tracks, WorkerTrack } from '../../../shared/contract/tracks.ts';
import { type AreaRef, WHOLE_CITY } from '../../../shared/domain/areas.ts';
import { HOUR_MS, startOfDay } from '../../../shared/domain/time.ts';
import { TRACK_LINK } from '../../../shared/domain/track-path.ts';
import type { CallHandlers } from '../../../shared/rpc/served-api.ts';
import { gridLocatorOf } from '../city/grid-locator.ts';
import { sql } from '../db/sql.ts';
import { DueDayCounts } from '../queries/due-day-counts.ts';
import type { ReportPrinter } from '../reports/report-printer.ts';
import { openSimulatedOffice, type SimulatedOffice } from '../reports/testing/simulated-office.ts';
import { createTrackHandlers, type TrackCall } from './track-handlers.ts';

const DAY = 20_780;
const NOW_MS = startOfDay(DAY) + 16 * HOUR_MS;
const REASON = '核对上门时间';
const { signal } = new AbortController();

let office: SimulatedOffice;
let handlers: Pick<CallHandlers, TrackCall>;
/** What the page that is printed was given. */
let drawn: TrackEvidence[] = [];
let isPrinterBroken = false;
/** Somebody who checked in at many doors the day before. */
let workerId: number;

beforeAll(async () => {
  office = await openSimulatedOffice(NOW_MS);
  const { replica, city, clock } = office;
  const context = { db: replica.read, city, clock, dueDays: new DueDayCounts(replica.read, city) };
  const printer: ReportPrinter = {
    print: async ({ number }) => {
      if (isPrinterBroken) throw new CodedError('printer-unavailable', 'no Chromium');
      drawn.push(await handlers.trackEvidence({ number }, { caller: callerOf('report'), signal }));
      return new Uint8Array([1]);
    },
  };
  handlers = createTrackHandlers({ context, office: office.office, assertReady: () => undefined, printer, readStatus: () => LIVE_STATUS });
  workerId =
    replica.read.value<number>(sql`SELECT worker_id FROM visit WHERE visited_at BETWEEN ${startOfDay(DAY - 1)} AND ${startOfDay(DAY)}
      GROUP BY worker_id ORDER BY COUNT(*) DESC, worker_id LIMIT 1`) ?? 0;
}, 120_000);

afterAll(() => office.close());

function callerOf(face: Face, competence: AreaRef = WHOLE_CITY): Caller {
  return { face, user: 'tester', role: 'operator', competence };
}

async function open(request: TrackRequest, caller: Caller = callerOf('console')): Promise<Tracks> {
  return await handlers.openTracks(request, { caller, signal });
}

async function codeOf(request: TrackRequest, caller?: Caller): Promise<string> {
  return await open(request, caller).then(
    () => 'answered',
    (error: unknown) => (error instanceof CodedError ? error.code : String(error)),
  );
}

const entries = () => office.office.audit.after(0, 1000);
const ofWorker = (day = DAY - 1): TrackRequest => ({ subject: { kind: 'worker', workerId }, day, reason: REASON });
const ofGrids = (grids: readonly number[]): TrackRequest => ({ subject: { kind: 'grids', grids }, day: DAY - 1, reason: REASON });

function only({ tracks: [track, ...others] }: Tracks): WorkerTrack {
  if (track === undefined || others.length > 0) throw new Error('one track was asked for');
  return track;
}

describe('the track of a worker', () => {
  it('is the way of the shifts that began on the day, with stops, check-ins and the time in which something was heard', async () => {
    const track = only(await open(ofWorker()));
    const [shift, ...others] = track.shifts;
    if (shift === undefined) throw new Error('no shift');
    expect(others).toEqual([]);
    expect(track.path.atMs[0] ?? 0).toBeGreaterThanOrEqual(Math.floor(shift.fromMs / 1000) * 1000);
    expect(track.path.atMs.at(-1) ?? Infinity).toBeLessThanOrEqual(shift.untilMs);
    expect(track.stops.length).toBeGreaterThan(3);
    const gapMs = track.gaps.reduce((sum, { fromMs, untilMs }) => sum + untilMs - fromMs, 0);
    expect(Math.abs(track.heardMs + gapMs - (shift.untilMs - shift.fromMs))).toBeLessThan(5000);
  });

  it('holds every check-in of the shift, most of them during a stop', async () => {
    const track = only(await open(ofWorker()));
    const [shift] = track.shifts;
    const ids = office.replica.read
      .values(
        sql`SELECT id FROM visit WHERE worker_id = ${workerId} AND visited_at BETWEEN ${shift?.fromMs ?? 0} AND ${shift?.untilMs ?? 0}`,
      )
      .map(([id]) => Number(id));
    expect(track.visits.map(({ id }) => id).sort()).toEqual(ids.sort());
    const during = track.visits.filter(({ visitedAtMs }) =>
      track.stops.some(({ fromMs, untilMs }) => visitedAtMs >= fromMs && visitedAtMs <= untilMs),
    );
    expect(during.length).toBeGreaterThan(track.visits.length / 2);
  });

  it('names nobody: the name is masked, and no text of the answer is a name of the roster', async () => {
    const answer = await open(ofWorker());
    const names = office.replica.read.values(sql`SELECT worker_name FROM worker`).flat();
    expect(only(answer).name).toMatch(/\*/);
    const text = JSON.stringify(answer);
    expect(names.filter((name) => text.includes(String(name)))).toEqual([]);
  });

  it('of a day without a shift is no track', async () => {
    expect((await open(ofWorker(DAY - 40))).tracks).toEqual([]);
  });
});

describe('tracks through grids', () => {
  it('lead through them and nowhere else, of everybody who was there', async () => {
    const whole = only(await open(ofWorker()));
    const grid = whole.stops.find((stop) => stop.grid >= 0)?.grid ?? 0;
    const { tracks } = await open(ofGrids([grid]));
    expect(tracks.map((track) => track.workerId)).toContain(workerId);
    const locate = gridLocatorOf(office.city);
    for (const { path, stops, visits } of tracks) {
      expect(path.link[0]).toBe(TRACK_LINK.start);
      for (let index = 0; index < path.atMs.length; index += 1)
        expect(locate({ longitude: path.longitude[index] ?? 0, latitude: path.latitude[index] ?? 0 }, grid)).toBe(grid);
      expect(stops.filter((stop) => stop.grid !== grid)).toEqual([]);
      expect(visits.filter((visit) => visit.grid !== grid)).toEqual([]);
    }
    const heard = tracks.map((track) => track.heardMs);
    expect(heard).toEqual([...heard].sort((one, other) => other - one));
  });
});

describe('who opens a track', () => {
  it('is in the audit log with whom and why, before anything is answered', async () => {
    const before = entries().length;
    await open(ofWorker());
    await open(ofGrids([5, 7]), { ...callerOf('commandLine'), user: 'other' });
    const { city } = office;
    expect(entries().slice(before)).toMatchObject([
      { user: 'tester', face: 'console', action: 'track.opened', subject: `worker ${workerId} 2026-11-22`, reason: REASON, atMs: NOW_MS },
      { user: 'other', face: 'commandLine', subject: `grids ${city.grids.code[5]},${city.grids.code[7]} 2026-11-22`, reason: REASON },
    ]);
    expect(office.office.audit.verify().intact).toBe(true);
  });

  it('says why, in more than a sigh', async () => {
    for (const reason of ['', '   ', '看', ` 看  ${' '.repeat(9)}`, 'x'.repeat(201)])
      expect(await codeOf({ ...ofWorker(), reason })).toBe('invalid-request');
  });

  it('is no wall and no report, and is competent for the place', async () => {
    const before = entries().length;
    for (const face of ['wall', 'report'] as const) expect(await codeOf(ofWorker(), callerOf(face))).toBe('forbidden');
    const home = office.replica.read.value<number>(sql`SELECT grid FROM worker WHERE id = ${workerId}`) ?? 0;
    const district = office.city.grids.district[home] ?? 0;
    const elsewhere = callerOf('console', { level: 'district', index: district === 0 ? 1 : 0 });
    expect(await codeOf(ofWorker(), elsewhere)).toBe('forbidden');
    expect(await codeOf(ofGrids([home]), elsewhere)).toBe('forbidden');
    expect(await codeOf(ofWorker(), callerOf('console', { level: 'district', index: district }))).toBe('answered');
    expect(entries()).toHaveLength(before + 1);
  });

  it('is told when there is no such worker or grid', async () => {
    expect(await codeOf({ ...ofWorker(), subject: { kind: 'worker', workerId: 999_999 } })).toBe('invalid-request');
    expect(await codeOf(ofGrids([99_999]))).toBe('unknown-area');
    expect(await codeOf(ofGrids([]))).toBe('invalid-request');
  });
});

describe('tracks on paper', () => {
  const print = async (asked: Partial<TrackPrintRequest> = {}, caller: Caller = callerOf('console')): Promise<TrackEvidence> => {
    drawn = [];
    const request = { ...ofWorker(), onlyWorkerId: null, language: 'zh-CN', ...asked } as const;
    const { fileName } = await handlers.printTracks(request, { caller, signal });
    const [evidence, ...others] = drawn;
    if (evidence === undefined || others.length > 0) throw new Error('one document was printed');
    expect(fileName).toBe(`${evidence.number}.pdf`);
    return evidence;
  };
  const refusal = (asked: Partial<TrackPrintRequest>, caller?: Caller): Promise<string> =>
    print(asked, caller).then(
      () => 'answered',
      (error: unknown) => (error instanceof CodedError ? error.code : String(error)),
    );

  it('hold what was opened, with a number and a check value that stand in the audit log with whom and why', async () => {
    const opened = await open(ofWorker());
    const before = entries().length;
    const evidence = await print({ reason: '移交街道核查' });
    expect(evidence).toMatchObject({ tracks: opened.tracks, user: 'tester', asOfMs: NOW_MS, cityVersion: office.city.version });
    expect(evidence.number).toMatch(/^GJ-20261123-\d\d$/);
    expect(entries().slice(before)).toMatchObject([
      {
        action: 'track.printed',
        user: 'tester',
        face: 'console',
        reason: '移交街道核查',
        subject: `${evidence.number} worker ${workerId} 2026-11-22 sha256:${evidence.digest}`,
      },
    ]);
  });

  it('have numbers of their own, and the same check value for the same tracks whoever prints them and why', async () => {
    const first = await print();
    const second = await print({ reason: '另一个理由', language: 'en' }, { ...callerOf('console'), user: 'other' });
    expect(Number(second.number.slice(-2))).toBe(Number(first.number.slice(-2)) + 1);
    expect(second.digest).toBe(first.digest);
    expect((await print({ day: DAY })).digest).not.toBe(first.digest);
  });

  it('are of one of those who came through grids, or of everybody', async () => {
    const grid = only(await open(ofWorker())).stops.find((stop) => stop.grid >= 0)?.grid ?? 0;
    const { tracks } = await open(ofGrids([grid]));
    expect((await print(ofGrids([grid]))).tracks).toEqual(tracks);
    expect((await print({ ...ofGrids([grid]), onlyWorkerId: workerId })).tracks.map((track) => track.workerId)).toEqual([workerId]);
  });

  it('reach nobody but the page that is printed, and only while it is', async () => {
    const { number } = await print();
    for (const face of ['report', 'console', 'commandLine'] as const)
      expect(() => handlers.trackEvidence({ number }, { caller: callerOf(face), signal })).toThrow(
        expect.objectContaining({ code: 'unknown-report' }),
      );
  });

  it('are not printed without a reason, without rights, or where there are none', async () => {
    const before = entries().length;
    expect(await refusal({ reason: '看' })).toBe('invalid-request');
    for (const face of ['wall', 'report'] as const) expect(await refusal({}, callerOf(face))).toBe('forbidden');
    expect(await refusal({ day: DAY - 40 })).toBe('no-data-for-day');
    expect(entries()).toHaveLength(before);
  });

  it('that could not be printed stand in the audit log as such', async () => {
    isPrinterBroken = true;
    expect(await refusal({})).toBe('printer-unavailable');
    isPrinterBroken = false;
    const [asked, failed] = entries().slice(-2);
    expect([asked?.action, failed?.action, failed?.reason]).toEqual(['track.printed', 'track.print-failed', 'printer-unavailable']);
    expect(asked?.subject.startsWith(`${failed?.subject} `)).toBe(true);
    expect(office.office.audit.verify().intact).toBe(true);
  });
});
