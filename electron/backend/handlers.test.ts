import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import type { BackendApi, CallName } from '../../shared/contract/backend-api.ts';
import type { Caller, Face } from '../../shared/contract/caller.ts';
import { CONTRACT_VERSION } from '../../shared/contract/contract-version.ts';
import { mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { strFromU8, unzipSync } from 'fflate';
import { CodedError } from '../../shared/contract/errors.ts';
import { type AreaRef, WHOLE_CITY } from '../../shared/domain/areas.ts';
import { DAY_MS, HOUR_MS, startOfDay } from '../../shared/domain/time.ts';
import type { CallHandlers } from '../../shared/rpc/served-api.ts';
import { TABLES } from '../../shared/tables/index.ts';
import type { TableSpec } from '../../shared/tables/table-spec.ts';
import { Sql, sql } from './db/sql.ts';
import { createHandlers } from './handlers.ts';
import { createOfficeSecurityHandlers } from './office-security-handlers.ts';
import { createSourceSettingsHandlers } from './source-settings-handlers.ts';
import { createReplicationHandlers } from './replication-handlers.ts';
import { LIVE_STATUS } from '../../shared/contract/testing/live-source.ts';
import { MinuteSamples } from './history/minute-samples.ts';
import { DueDayCounts } from './queries/due-day-counts.ts';
import type { Change } from './replication/change.ts';
import { createReportHandlers } from './reports/report-handlers.ts';
import { openSimulatedOffice, type SimulatedOffice } from './reports/testing/simulated-office.ts';
import type { ArrivedPart } from './replication/arrivals.ts';
import { SearchIndex } from './search/search-index.ts';
import { Stands } from './time/stands.ts';
import type { PrintJob } from './reports/report-printer.ts';
import { ConsultationKeeper } from './wall/consultation-keeper.ts';
import { WallSettingsStore } from './wall/wall-settings.ts';

/** 2026-11-23 16:00 in Shanghai. */
const DAY = 20_780;
const NOW_MS = startOfDay(DAY) + 16 * HOUR_MS;
const { signal } = new AbortController();

let office: SimulatedOffice;
let handlers: CallHandlers;
let isReady = true;
/** Of a first snapshot that is not complete. */
let arrived: readonly ArrivedPart[] = [];
let printed: PrintJob[] = [];
let commands: string[] = [];
let busiestGrid: number;

beforeAll(async () => {
  office = await openSimulatedOffice(NOW_MS);
  const { replica, city, clock } = office;
  const context = { db: replica.read, city, clock, dueDays: new DueDayCounts(replica.read, city) };
  const assertReady = (part?: ArrivedPart): void => {
    if (!isReady && (part === undefined || !arrived.includes(part))) throw new CodedError('replica-not-ready', 'not yet');
  };
  const reports = createReportHandlers({ read: replica.read, city, office: office.office, clock, readStatus: null, printer: null });
  const searchIndex = new SearchIndex(city);
  handlers = createHandlers({
    context,
    stands: new Stands(context),
    searchIndex,
    office: office.office,
    reports,
    replication: createReplicationHandlers({
      read: replica.read,
      clock,
      dataFolder: office.folder,
      programVersion: '1.2.3',
      cityVersion: city.version,
      readStatus: () => ({ ...LIVE_STATUS, quarantinedRows: 5 }),
      history: () => ({ samples: new MinuteSamples([]).columns(), incidents: [] }),
      imports: {
        preview: async () => ({ trusted: [], last: null, next: null, refused: [] }),
        receive: () => null,
        discard: () => null,
        importing: async (work) => {
          await work();
          return null;
        },
      },
      command: async ({ name }) => {
        commands.push(name);
        throw new CodedError('source-not-connected', 'there is none in this test');
      },
    }),
    sourceSettings: createSourceSettingsHandlers({ keeper: null, city, clock, searchIndex }),
    security: createOfficeSecurityHandlers(null),
    walls: {
      settings: new WallSettingsStore(office.office.settings, () => undefined),
      consultation: new ConsultationKeeper(office.office.settings, office.clock, () => undefined),
    },
    readStatus: null,
    printer: {
      print: async (job) => {
        printed.push(job);
        return new Uint8Array([1]);
      },
    },
    sourceId: 'test',
    isSimulated: true,
    assertReady,
  });
  busiestGrid =
    replica.read.value<number>(sql`SELECT grid FROM task WHERE placement = 0 GROUP BY grid ORDER BY COUNT(*) DESC LIMIT 1`) ?? 0;
}, 60_000);

beforeEach(() => {
  isReady = true;
  arrived = [];
  commands = [];
  printed = [];
});

afterAll(() => office.close());

function callerOf(face: Face, competence: AreaRef = WHOLE_CITY): Caller {
  return { face, user: 'tester', role: 'operator', competence };
}

async function ask<Name extends CallName>(name: Name, request: BackendApi[Name]['request'], caller: Caller = callerOf('console')) {
  return await handlers[name](request, { caller, signal });
}

async function codeOf<Name extends CallName>(name: Name, request: BackendApi[Name]['request'], caller?: Caller): Promise<string> {
  try {
    await ask(name, request, caller);
    return 'answered';
  } catch (error) {
    return error instanceof CodedError ? error.code : `not coded: ${String(error)}`;
  }
}

const today = { kind: 'today' } as const;
const everything = { offset: 0, limit: 500 } as const;

/** A request of each call that looks into the replica, for one area. */
function requestsIn(area: AreaRef) {
  return {
    areaCounts: { area, scope: today },
    areaCountsAsOf: { area, day: DAY, asOfMs: NOW_MS },
    gridCountsAsOf: { area, scope: today, asOfMs: NOW_MS },
    gridDataAges: { area },
    batchCoverage: { area },
    trend: { area, days: 14 },
    dayAxis: { area, day: DAY },
    tasks: { area, scope: { kind: 'all' }, figure: 'listed', sort: { column: 'urgency', descending: true }, ...everything },
    alerts: { area, raisedFromMs: 0, raisedToMs: NOW_MS, levels: [], kinds: [], states: [], ...everything },
    workOrders: { area, figure: 'all', ...everything },
    workers: { area },
    timeline: { area, fromMs: NOW_MS - 14 * DAY_MS, toMs: NOW_MS, limit: 500 },
  } as const satisfies { readonly [Name in CallName]?: BackendApi[Name]['request'] };
}
type AreaCall = keyof ReturnType<typeof requestsIn>;
const AREA_CALLS = Object.keys(requestsIn(WHOLE_CITY)) as readonly AreaCall[];

async function answersOf(calls: readonly AreaCall[], area: AreaRef, caller: Caller): Promise<unknown[]> {
  const requests = requestsIn(area);
  return Promise.all(calls.map((name) => ask(name, requests[name], caller)));
}

const ID_OR_PHONE = /\d{17}[\dX]|(?<!\d)1\d{10}(?!\d)/;

/** Every personal value in the replica, as it stands. */
function plainPersonalValues(): readonly string[] {
  const specs: readonly TableSpec[] = Object.values(TABLES);
  return specs
    .flatMap((spec) =>
      Object.entries(spec.columns)
        // Without a house number a place is not a person's: it may stand unmasked in a work order's title.
        .filter(([, column]) => column.personal !== undefined && column.personal !== 'address')
        .flatMap(([name]) =>
          office.replica.read.values(new Sql(`SELECT DISTINCT ${name} FROM ${spec.name}`, [])).map(([value]) => String(value)),
        ),
    )
    .filter((value) => value !== '');
}

/** Every text anywhere in an answer. */
function textsOf(value: unknown): string[] {
  if (typeof value === 'string') return [value];
  if (typeof value !== 'object' || value === null || ArrayBuffer.isView(value)) return [];
  return Object.values(value).flatMap(textsOf);
}

describe('what leaves the backend', () => {
  it('holds no plain name, ID number or phone, whatever is asked', async () => {
    const plain = new Set(plainPersonalValues());
    expect(plain.size).toBeGreaterThan(1000);
    const answers = await answersOf(AREA_CALLS, WHOLE_CITY, callerOf('console'));
    const [task] = (await ask('tasks', requestsIn(WHOLE_CITY).tasks)).rows;
    answers.push(await ask('gridDetail', { grid: busiestGrid, scope: today }), await ask('search', { text: String(task?.id), limit: 20 }));
    const texts = answers.flatMap(textsOf);
    expect(texts.length).toBeGreaterThan(1000);
    expect(texts.filter((text) => plain.has(text) || ID_OR_PHONE.test(text))).toEqual([]);
  });

  it('names no door: every address ends at its building', async () => {
    const { rows } = await ask('tasks', requestsIn(WHOLE_CITY).tasks);
    expect(rows.some(({ address }) => address.endsWith('幢'))).toBe(true);
    expect(rows.filter(({ address }) => /单元|室$/.test(address))).toEqual([]);
  });

  it('holds no row about a person for the printed report, yet their figures', async () => {
    const caller = callerOf('report');
    for (const name of ['tasks', 'workOrders', 'workers', 'timeline'] as const) {
      expect(await codeOf(name, requestsIn(WHOLE_CITY)[name], caller), `${name} to the report`).toBe('forbidden');
    }
    const detail = await ask('gridDetail', { grid: busiestGrid, scope: { kind: 'all' } }, caller);
    expect([detail.leaderName, detail.workersPresent, detail.lastVisits]).toEqual(['', [], []]);
    expect(detail.counts.listed).toBeGreaterThan(0);
    const alerts = await ask('alerts', requestsIn(WHOLE_CITY).alerts, caller);
    expect(alerts.rows.length).toBeGreaterThan(0);
    expect(alerts.rows.every(({ address, device }) => address === '' && device === '')).toBe(true);
    const [task] = (await ask('tasks', requestsIn(WHOLE_CITY).tasks)).rows;
    expect(await ask('search', { text: String(task?.id), limit: 20 }, caller)).toEqual([]);
  });
});

describe('the wall', () => {
  it('is answered who it is and its own figures, and refused every other call', async () => {
    const allowed = ['session', 'officeLock', 'wallDay', 'frozenWall'];
    const refused = Object.keys(handlers).filter((name) => !allowed.includes(name)) as CallName[];
    expect(refused.length).toBeGreaterThan(30);
    for (const name of refused) {
      // Who asks is looked at before what is asked.
      expect(await codeOf(name, {} as never, callerOf('wall')), name).toBe('forbidden');
    }
    expect(await codeOf('session', { contractVersion: CONTRACT_VERSION }, callerOf('wall'))).toBe('answered');
    expect(await codeOf('officeLock', {}, callerOf('wall'))).toBe('answered');
    const day = await ask('wallDay', {}, callerOf('wall'));
    expect(day.perMille.withDeferred.at(-1)).toBeGreaterThan(0);
    expect([day.alertsByHour.length, day.alertClasses.length]).toEqual([24, 24 * office.city.districts.count]);
    expect([...day.alertsByHour].filter((count) => count > 0 && count < 5)).toEqual([]);
  });

  it('shows what the console tells it, and no number of a person', async () => {
    const { program } = await ask('wallSettings', {});
    const [scene] = program.scenes;
    if (scene === undefined) throw new Error('the built-in program is empty');
    await ask('pinOnWall', { scene: { ...scene, title: '夜查部署' } });
    await ask('saveWallProgram', { program: { ...program, scenes: [scene], viewingDistanceMeters: 8 } });
    expect(await ask('wallSettings', {})).toMatchObject({ pinned: { title: '夜查部署' }, program: { viewingDistanceMeters: 8 } });
    await ask('saveWallProgram', { program: null });
    await ask('pinOnWall', { scene: null });
    expect(await ask('wallSettings', {})).toEqual({ program, pinned: null });
    for (const bad of [{ lines: ['致电 13800001111'] }, { seconds: 0 }, { kind: 'film' }, { window: { fromMinute: -1, toMinute: 0 } }]) {
      expect(await codeOf('pinOnWall', { scene: { ...scene, ...bad } as never })).toBe('invalid-request');
    }
    expect(await codeOf('saveWallProgram', { program: { ...program, scenes: [scene, scene] } })).toBe('invalid-request');
    // Whatever stands there of a later version, a wall shows something.
    await ask('saveSetting', { key: 'wallProgram', value: { scenes: 'none' } });
    expect((await ask('wallSettings', {})).program).toEqual(program);
  });
});

describe('the minutes of a consultation', () => {
  const frame = { title: '缺口', asOfMs: NOW_MS - HOUR_MS, areaCode: '320106', view: null, grids: [] };

  it('hold every step with the figures of its moment and its note, are printed, noted, and kept for the page that prints them', async () => {
    expect(await codeOf('printMinutes', { language: 'zh-CN' })).toBe('invalid-request');
    await ask('showFrame', { frame });
    await ask('annotate', { change: { kind: 'draw', shape: { kind: 'label', at: { longitude: 118.7, latitude: 32 }, text: '先查' } } });
    await ask('showFrame', { frame: { ...frame, areaCode: '', asOfMs: NOW_MS - 2 * HOUR_MS } });
    await ask('noteStep', { step: 1, note: '今晚复查' });
    await ask('showFrame', { frame: null });
    const { fileName } = await ask('printMinutes', { language: 'zh-CN' });
    const [job] = printed;
    expect(job).toEqual({ document: 'minutes', number: fileName.replace('.pdf', ''), language: 'zh-CN' });
    const minutes = await ask('minutes', { number: job?.number ?? '' }, callerOf('report'));
    expect(minutes.steps.map(({ step, wall }) => [step.note, step.annotations.length, wall.nowMs])).toEqual([
      ['今晚复查', 1, NOW_MS - HOUR_MS],
      ['', 1, NOW_MS - 2 * HOUR_MS],
    ]);
    expect(textsOf(minutes).filter((text) => ID_OR_PHONE.test(text))).toEqual([]);
    expect(office.office.audit.after(0, 1000).at(-1)).toMatchObject({ action: 'minutes.printed', subject: minutes.number, user: 'tester' });
    expect(await codeOf('minutes', { number: 'HS-1' }, callerOf('report'))).toBe('unknown-report');
  });

  it('are in no wall’s reach, and no text on a wall holds a number of a person', async () => {
    for (const name of ['printMinutes', 'minutes', 'consultationRecord', 'noteStep', 'showFrame', 'annotate', 'pointOnWall'] as const)
      expect(await codeOf(name, {} as never, callerOf('wall')), name).toBe('forbidden');
    expect(await codeOf('showFrame', { frame: { ...frame, title: '致电 13800001111' } })).toBe('invalid-request');
    expect(await codeOf('showFrame', { frame: { ...frame, asOfMs: NOW_MS + HOUR_MS } })).toBe('invalid-request');
  });
});

describe('a moment that is past', () => {
  const atMs = NOW_MS - 26 * HOUR_MS;
  const stand = { scope: today, atMs, alertsSinceMs: atMs - DAY_MS } as const;

  it('is masked and kept from faces as now is', async () => {
    const plain = new Set(plainPersonalValues());
    const requests = requestsIn(WHOLE_CITY);
    const answers = await Promise.all([
      ask('tasks', { ...requests.tasks, asOfMs: atMs }),
      ask('alerts', { ...requests.alerts, asOfMs: atMs }),
      ask('workOrders', { ...requests.workOrders, asOfMs: atMs }),
      ask('workers', { ...requests.workers, asOfMs: atMs }),
      ask('timeline', { ...requests.timeline, asOfMs: atMs }),
      ask('gridDetail', { grid: busiestGrid, scope: today, asOfMs: atMs }),
    ]);
    const texts = answers.flatMap(textsOf);
    expect(texts.length).toBeGreaterThan(1000);
    expect(texts.filter((text) => plain.has(text) || ID_OR_PHONE.test(text))).toEqual([]);
    for (const name of ['tasks', 'workOrders', 'workers', 'timeline'] as const)
      expect(await codeOf(name, { ...requests[name], asOfMs: atMs }, callerOf('wall'))).toBe('forbidden');
  });

  it('is given to the printed report as counts and alerts without a place to live in', async () => {
    const answer = await ask('standAt', stand, callerOf('report'));
    expect(answer.workers).toBeNull();
    expect((await ask('standAt', stand)).workers?.columns.id.length).toBeGreaterThan(0);
    expect(textsOf(answer)).toEqual([]);
    expect(answer.coverage.columns.listed.some((count) => count > 0)).toBe(true);
  });

  it('must not be still to come, and must be asked in a city that is loaded', async () => {
    expect(await codeOf('standAt', { ...stand, atMs: NOW_MS + 1 })).toBe('invalid-request');
    expect(await codeOf('areaCounts', { area: WHOLE_CITY, scope: today, asOfMs: NOW_MS + 1 })).toBe('invalid-request');
    isReady = false;
    expect(await codeOf('standAt', stand)).toBe('replica-not-ready');
  });
});

describe('an area of competence', () => {
  const own: AreaRef = { level: 'district', index: 3 };
  const other: AreaRef = { level: 'district', index: 4 };

  it('opens its own areas and nothing else', async () => {
    const caller = callerOf('console', own);
    const ownStreet: AreaRef = { level: 'street', index: office.city.districts.firstChild[3] ?? 0 };
    for (const name of AREA_CALLS) {
      expect(await codeOf(name, requestsIn(own)[name], caller), name).toBe('answered');
      expect(await codeOf(name, requestsIn(ownStreet)[name], caller), name).toBe('answered');
      expect(await codeOf(name, requestsIn(other)[name], caller), name).toBe('forbidden');
      expect(await codeOf(name, requestsIn(WHOLE_CITY)[name], caller), name).toBe('forbidden');
    }
    const foreignGrid = office.city.districts.firstGrid[4] ?? 0;
    expect(await codeOf('gridDetail', { grid: foreignGrid, scope: today }, caller)).toBe('forbidden');
  });

  it('keeps areas and tasks of others out of the search', async () => {
    const names = async (text: string): Promise<string[]> => {
      const hits = await ask('search', { text, limit: 20 }, callerOf('console', own));
      return hits.map(({ name }) => name);
    };
    expect(await names('鼓楼')).toContain('鼓楼区');
    expect(await names('六合')).toEqual([]);
    const { rows } = await ask('tasks', { ...requestsIn(other).tasks, area: other });
    expect(await names(String(rows[0]?.id))).toEqual([]);
  });
});

describe('a request', () => {
  it('that names an area the city has not is told so', async () => {
    for (const name of AREA_CALLS) {
      expect(await codeOf(name, requestsIn({ level: 'street', index: 9999 })[name]), name).toBe('unknown-area');
    }
    expect(await codeOf('gridDetail', { grid: -1, scope: today })).toBe('unknown-area');
    expect(await codeOf('areaCounts', { area: WHOLE_CITY, scope: { kind: 'batch', batchId: 1 } })).toBe('unknown-batch');
  });

  it('that is not understood is told where, and never what it said', async () => {
    const tooMany = { ...requestsIn(WHOLE_CITY).tasks, limit: 501 };
    const error: unknown = await ask('tasks', tooMany).catch((reason: unknown) => reason);
    expect(error).toMatchObject({ code: 'invalid-request', details: { at: 'limit' } });
    expect(await codeOf('trend', { area: WHOLE_CITY, days: 0 })).toBe('invalid-request');
    expect(await codeOf('areaCounts', JSON.parse('{"area":{"level":"planet","index":0},"scope":{"kind":"today"}}'))).toBe(
      'invalid-request',
    );
    expect(await codeOf('areaCounts', JSON.parse('null'))).toBe('invalid-request');
  });

  it('waits for no replica: before the first snapshot it is told to come back', async () => {
    isReady = false;
    for (const name of AREA_CALLS) expect(await codeOf(name, requestsIn(WHOLE_CITY)[name]), name).toBe('replica-not-ready');
    expect(await codeOf('freezeReport', { areaCode: '320106', day: DAY, cutoffMinute: 1080, language: 'zh-CN' })).toBe('replica-not-ready');
    expect(await codeOf('session', { contractVersion: CONTRACT_VERSION })).toBe('answered');
    expect(await codeOf('settings', {})).toBe('answered');
  });

  it('that a part of the first snapshot answers is answered from it, of now alone; all others wait', async () => {
    isReady = false;
    arrived = ['alerts', 'workers', 'workOrders', 'coverage'];
    const answered: string[] = [];
    for (const name of AREA_CALLS) if ((await codeOf(name, requestsIn(WHOLE_CITY)[name])) === 'answered') answered.push(name);
    expect(answered).toEqual(['alerts', 'workOrders']);
    expect(await codeOf('alerts', { ...requestsIn(WHOLE_CITY).alerts, asOfMs: NOW_MS - HOUR_MS })).toBe('replica-not-ready');
    expect(await codeOf('freezeReport', { areaCode: '320106', day: DAY, cutoffMinute: 1080, language: 'zh-CN' })).toBe('replica-not-ready');
    arrived = ['alerts'];
    expect(await codeOf('workOrders', requestsIn(WHOLE_CITY).workOrders)).toBe('replica-not-ready');
  });

  it('that was withdrawn stops a long question', async () => {
    const stopped = new AbortController();
    stopped.abort();
    const answer = handlers.dayAxis({ area: WHOLE_CITY, day: DAY }, { caller: callerOf('console'), signal: stopped.signal });
    await expect(answer).rejects.toMatchObject({ code: 'cancelled' });
  });
});

describe('a session', () => {
  it('says who is asking, which city it is and when the day is cut off', async () => {
    const session = await ask('session', { contractVersion: CONTRACT_VERSION });
    expect(session).toMatchObject({ cityVersion: office.city.version, nowMs: NOW_MS, cutoffMinute: 1080, caller: callerOf('console') });
    expect(await codeOf('session', { contractVersion: CONTRACT_VERSION + 1 })).toBe('contract-mismatch');
  });

  it('takes the cut-off that the office saved; the wall saves nothing', async () => {
    await ask('saveSetting', { key: 'cutoffMinute', value: 1020 });
    expect((await ask('session', { contractVersion: CONTRACT_VERSION })).cutoffMinute).toBe(1020);
    expect((await ask('settings', {}))['cutoffMinute']).toBe(1020);
    expect(await codeOf('saveSetting', { key: 'cutoffMinute', value: 0 }, callerOf('wall'))).toBe('forbidden');
    expect(await codeOf('saveSetting', { key: 'x y', value: 0 })).toBe('invalid-request');
  });

  it('forgets a setting that is saved without a value, as undefined arrives', async () => {
    await ask('saveSetting', { key: 'console.bookmark.1', value: { name: 'morning' } });
    // What is undefined is left out on the way.
    await ask('saveSetting', JSON.parse('{"key":"console.bookmark.1"}'));
    expect(Object.keys(await ask('settings', {}))).not.toContain('console.bookmark.1');
  });
});

describe('the replication', () => {
  const COMMANDS = ['retrySource', 'rebuildReplica', 'retryQuarantine', 'applyImport'] as const;
  const REQUESTS = {
    retrySource: {},
    rebuildReplica: {},
    retryQuarantine: { row: null },
    applyImport: { digest: '0'.repeat(64) },
  } as const;

  /** Sets rows aside as a source would cause it, with a person in most of their columns. */
  async function setAside(): Promise<void> {
    const { replica, clock } = office;
    const task = replica.read.row<Record<string, unknown>>(sql`SELECT * FROM task LIMIT 1`) ?? {};
    const changes = [
      { op: 'upsert', table: 'task', row: { ...task, id: 9_000_001, state: '复核中' } },
      { op: 'upsert', table: 'task', row: { ...task, id: 9_000_002, state: task['id_number'] } },
      { op: 'upsert', table: 'task', row: { ...task, id: 9_000_003, person_name: `${String(task['person_name'])}\0` } },
      { op: 'upsert', table: 'task', row: { ...task, id: 9_000_004, note: 5 } },
      { op: 'upsert', table: 'nothing', row: task },
    ] as unknown as readonly Change[];
    await replica.sink.transaction({ position: 'set-aside', committedAtMs: clock.now(), changes });
  }

  it('is in the hands of an operator or administrator, never of the wall or somebody who only looks', async () => {
    for (const name of COMMANDS) {
      const request = REQUESTS[name];
      expect(await codeOf(name, request, callerOf('wall'))).toBe('forbidden');
      expect(await codeOf(name, request, { ...callerOf('console'), role: 'director' })).toBe('forbidden');
      expect(await codeOf(name, request, { ...callerOf('console'), role: 'administrator' })).toBe('source-not-connected');
    }
    expect(await codeOf('previewImport', {}, callerOf('wall'))).toBe('forbidden');
    expect(await codeOf('quarantine', { offset: 0, limit: 10 }, callerOf('wall'))).toBe('forbidden');
    expect(await codeOf('quarantine', { offset: 0, limit: 10 }, { ...callerOf('console'), role: 'auditor' })).toBe('forbidden');
    expect(commands).toEqual([...COMMANDS]);
  });

  it('tells everybody how it went and what it takes', async () => {
    expect(await ask('replicationHistory', {}, callerOf('report'))).toMatchObject({ incidents: [] });
    const { replicaBytes, freeBytes } = await ask('replicaStorage', {}, callerOf('report'));
    expect([replicaBytes > 100_000, (freeBytes ?? 0) > 0]).toEqual([true, true]);
  });

  it('shows what it set aside, the latest first, and nothing of a person', async () => {
    await setAside();
    const page = await ask('quarantine', { offset: 0, limit: 500 });
    expect(page.total).toBe(5);
    const told = page.rows.map(({ table, key, reason, column, value }) => [table, key, reason, column, value]);
    expect(told).toEqual([
      ['nothing', '', 'unknownTable', '', ''],
      ['task', '9000004', 'wrongType', 'note', ''],
      ['task', '9000003', 'nulInText', 'person_name', ''],
      ['task', '9000002', 'unknownValue', 'state', ''],
      ['task', '9000001', 'unknownValue', 'state', '复核中'],
    ]);
    expect(page.rows[0]).toMatchObject({ position: 'set-aside', committedAtMs: NOW_MS });
    const plain = new Set(plainPersonalValues());
    expect(textsOf(page).filter((text) => plain.has(text) || ID_OR_PHONE.test(text))).toEqual([]);
    expect((await ask('quarantine', { offset: 4, limit: 1 })).rows.map(({ key }) => key)).toEqual(['9000001']);
  });

  it('gives its diagnostics to who maintains it, with nothing of a person', async () => {
    expect(await codeOf('exportDiagnostics', {}, callerOf('wall'))).toBe('forbidden');
    await setAside();
    mkdirSync(join(office.folder, 'logs'));
    writeFileSync(join(office.folder, 'logs', 'backend.2026-11-23.1.log'), '{"msg":"earlier"}\n');
    writeFileSync(join(office.folder, 'logs', 'backend.2026-11-23.2.log'), '{"msg":"call failed","person":"张三丰 13800001111"}\n');
    const { fileName, zip } = await ask('exportDiagnostics', {});
    expect(fileName).toMatch(/^diagnostics-\d{8}-\d{4}\.zip$/);
    const files = Object.entries(unzipSync(zip)).map(([name, bytes]) => [name, strFromU8(bytes)] as const);
    const text = files.map(([, content]) => content).join('\n');
    expect(new Map(files).get('log.jsonl')).toBe('{"msg":"earlier"}\n{"msg":"call failed","person":"※ ※"}\n');
    expect(new Map(files).get('about.json')).toContain('1.2.3');
    expect(new Map(files).get('quarantine.json')).toContain('unknownValue');
    expect(plainPersonalValues().filter((value) => text.includes(value))).toEqual([]);
    expect(text).not.toContain('复核中');
  });
});
