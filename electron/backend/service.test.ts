import { mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setImmediate } from 'node:timers/promises';
import { pino } from 'pino';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import type { Caller } from '../../shared/contract/caller.ts';
import type { OfficeSecurity } from '../../shared/contract/office-security.ts';
import { TASKS_UNKNOWN, type TopicEvent } from '../../shared/contract/topics.ts';
import { WHOLE_CITY } from '../../shared/domain/areas.ts';
import { HOUR_MS, startOfDay } from '../../shared/domain/time.ts';
import { openDatabase } from './db/database.ts';
import { inThisThread as copiesInThisThread } from './db/office/backups/backup-carrier.ts';
import { TEST_KEYS, testSecurity } from './keys/testing/test-security.ts';
import { ManualClock } from './manual-clock.ts';
import { inThisThread } from './replication/thread/testing/in-this-thread.ts';
import { type Backend, createBackend } from './service.ts';

/** 2026-11-23 10:00 in Shanghai. */
const START_MS = startOfDay(20_780) + 10 * HOUR_MS;
const PATIENCE_MS = 15_000;
const caller: Caller = { face: 'console', user: 'tester', role: 'operator', competence: WHOLE_CITY };
const { signal } = new AbortController();

let folder: string;
let clock: ManualClock;
let backends: Backend[];
/** Every phase the status has told, in order, each once. */
let phases: string[];

beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'service-'));
  clock = new ManualClock(START_MS);
  backends = [];
  phases = [];
});

afterEach(async () => {
  for (const backend of backends) await backend.close();
  rmSync(folder, { recursive: true, force: true });
});

async function open(dataFolder = folder): Promise<Backend> {
  const backend = await createBackend({
    dataFolder,
    cityFolder: join(import.meta.dirname, '../../resources/city'),
    sourceSpec: { kind: 'simulated', preset: 'small', seed: 3 },
    security: testSecurity(folder),
    replication: inThisThread(clock),
    backups: copiesInThisThread,
    onOfficeDamaged: () => undefined,
    programVersion: '',
    sourceKeeper: null,
    clock,
    printer: null,
    log: pino({ level: 'silent' }),
  });
  backends.push(backend);
  phases = [];
  backend.served.topics.subscribe('status', {}, caller, null, ({ data: { replica } }: TopicEvent<'status'>) => {
    const told = replica.phase === 'loading' ? `loading ${replica.reason}` : replica.phase;
    if (phases.at(-1) !== told) phases.push(told);
  });
  return backend;
}

/** Lets the clock run in real steps of its own until it is so. */
async function until(isSo: () => boolean): Promise<void> {
  const deadlineMs = performance.now() + PATIENCE_MS;
  while (!isSo()) {
    if (performance.now() > deadlineMs) throw new Error(`it never came: ${phases.join(', ')}`);
    clock.advance(100);
    await setImmediate();
  }
}

const isLive = () => phases.at(-1) === 'live';

async function close(backend: Backend): Promise<void> {
  backends = backends.filter((other) => other !== backend);
  await backend.close();
}

describe('the backend', () => {
  it('is there before its replica is, tells how far that is, and then serves topics and calls', async () => {
    const backend = await open();
    const { handlers, topics } = backend.served;
    expect(phases).toEqual(['loading first-run']);
    const request = { area: WHOLE_CITY, scope: { kind: 'today' } } as const;
    expect(() => handlers.areaCounts(request, { caller, signal })).toThrow(expect.objectContaining({ code: 'replica-not-ready' }));
    const listed: number[] = [];
    topics.subscribe('coverage', { scope: { kind: 'today' } }, caller, null, ({ kind, data }) => {
      if (kind === 'snapshot') listed.push(data.columns.listed.reduce((sum, count) => sum + count, 0));
    });
    expect(listed).toEqual([]);
    await until(isLive);
    expect(phases[0]).toBe('loading first-run');
    const counts = await handlers.areaCounts(request, { caller, signal });
    expect(counts.listed).toBeGreaterThan(0);
    expect(listed.at(-1)).toBe(counts.listed);
  });

  it('tells what has come of a first snapshot before all is here, and nothing that more is needed for', async () => {
    const { handlers, topics } = (await open()).served;
    const told: string[] = [];
    const tell = (what: string): void => void (told.at(-1) !== what && told.push(what));
    topics.subscribe('alerts', {}, caller, null, ({ data }) => data.columns.id.length > 0 && tell('alerts'));
    topics.subscribe('workers', {}, caller, null, ({ data }) => {
      if (data.columns.id.length > 0)
        tell(data.columns.openTasks.every((count) => count === TASKS_UNKNOWN) ? 'workers' : 'workers and tasks');
    });
    topics.subscribe(
      'coverage',
      { scope: { kind: 'today' } },
      caller,
      null,
      ({ data }) => data.columns.listed.some(Boolean) && tell('coverage'),
    );
    topics.subscribe('wall', {}, { ...caller, face: 'wall' }, null, () => tell('wall'));
    const query = { area: WHOLE_CITY, raisedFromMs: 0, raisedToMs: START_MS, levels: [], kinds: [], states: [], offset: 0, limit: 1 };
    await until(() => told.includes('workers'));
    expect((await handlers.alerts(query, { caller, signal })).total).toBeGreaterThan(0);
    expect(() => handlers.workers({ area: WHOLE_CITY }, { caller, signal })).toThrow(
      expect.objectContaining({ code: 'replica-not-ready' }),
    );
    await until(isLive);
    const first = (what: string): number => told.indexOf(what);
    expect(new Set(told)).toEqual(new Set(['alerts', 'workers', 'coverage', 'workers and tasks', 'wall']));
    expect(first('alerts')).toBeLessThan(first('coverage'));
    expect(first('coverage')).toBeLessThan(first('wall'));
    expect(first('workers')).toBeLessThan(first('workers and tasks'));
  });

  it('goes on where it stood when it is opened again, without loading', async () => {
    const first = await open();
    await until(isLive);
    await close(first);
    clock.advance(HOUR_MS);
    const second = await open();
    const answered = await second.served.handlers.areaCounts({ area: WHOLE_CITY, scope: { kind: 'today' } }, { caller, signal });
    expect(answered.listed).toBeGreaterThan(0);
    await until(isLive);
    expect(phases.some((phase) => phase.startsWith('loading'))).toBe(false);
    expect(second.served.epoch).not.toBe(first.served.epoch);
  });

  it('makes a damaged replica anew by itself and says why', async () => {
    await close(await open());
    writeFileSync(join(folder, 'replica.db'), 'this is no database, however long it may be'.repeat(200));
    await open();
    expect(phases).toEqual(['loading damaged']);
    await until(isLive);
  });

  it('leaves an office database of a newer program alone', async () => {
    await close(await open());
    const office = openDatabase(join(folder, 'office.db'), { role: 'office', synchronous: 'FULL', key: TEST_KEYS.office });
    office.execute('PRAGMA user_version = 999');
    office.close();
    await expect(open()).rejects.toMatchObject({ code: 'office-newer' });
  });

  it('says that the office database and all its copies are damaged', async () => {
    await close(await open());
    writeFileSync(join(folder, 'office.db'), 'this is no database, however long it may be'.repeat(200));
    await expect(open()).rejects.toMatchObject({ code: 'office-damaged', details: { path: join(folder, 'office.db') } });
  });

  it('copies the office database, goes on from the copy when it is lost, and says both', async () => {
    await open();
    const told: OfficeSecurity[] = [];
    const follow = (backend: Backend) =>
      backend.served.topics.subscribe('status', {}, caller, null, ({ data }: TopicEvent<'status'>) => told.push(data.office));
    follow(backends[0] as Backend);
    await backends[0]?.served.handlers.saveSetting({ key: 'theme', value: 'dark' }, { caller, signal });
    await until(() => (told.at(-1)?.newestBackupAtMs ?? 0) >= START_MS);
    expect(told.at(-1)).toMatchObject({ backupTrouble: null, restored: null, recoveryKeyMadeAtMs: null, protection: 'key-file' });
    await close(backends[0] as Backend);
    rmSync(join(folder, 'office.db'));
    const again = await open();
    follow(again);
    expect(await again.served.handlers.settings({}, { caller, signal })).toMatchObject({ theme: 'dark' });
    await until(() => told.at(-1)?.restored !== null);
    expect(told.at(-1)?.restored?.backupAtMs).toBe(told.at(-1)?.newestBackupAtMs);
  });

  it('keeps a recovery key once it is typed back, for the console alone', async () => {
    const { handlers } = (await open()).served;
    const { recoveryKey } = await handlers.createRecoveryKey({}, { caller, signal });
    const wall = { ...caller, face: 'wall' } as const;
    expect(() => handlers.createRecoveryKey({}, { caller: wall, signal })).toThrow(expect.objectContaining({ code: 'forbidden' }));
    expect(() => handlers.keepRecoveryKey({ recoveryKey }, { caller: wall, signal })).toThrow(
      expect.objectContaining({ code: 'forbidden' }),
    );
    await handlers.keepRecoveryKey({ recoveryKey }, { caller, signal });
    expect(testSecurity(folder).keyring.recovery).toMatchObject({ keyId: TEST_KEYS.office.id, madeAtMs: clock.now() });
    expect(readFileSync(join(folder, 'keyring.json'), 'utf8')).not.toContain(recoveryKey.slice(0, 6));
    expect(await handlers.officeLock({}, { caller, signal })).toBeNull();
  });

  it('says that its folder cannot be written', async () => {
    const notAFolder = join(folder, 'taken');
    writeFileSync(notAFolder, '');
    await expect(open(notAFolder)).rejects.toMatchObject({ code: 'output-not-writable', details: { path: notAFolder } });
    // An unopenable file, also for root, who may write everywhere.
    const blocked = join(folder, 'blocked');
    mkdirSync(join(blocked, 'office.db'), { recursive: true });
    await expect(open(blocked)).rejects.toMatchObject({ code: 'output-not-writable', details: { path: blocked } });
  });

  it('leaves no timer behind when it is closed', async () => {
    const backend = await open();
    const end = backend.served.topics.subscribe('alerts', {}, caller, null, () => undefined);
    await until(isLive);
    end();
    await close(backend);
    expect(clock.pendingTimers).toBe(0);
  });
});
