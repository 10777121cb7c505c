import { closeSync, existsSync, mkdirSync, mkdtempSync, openSync, renameSync, rmSync, writeFileSync, writeSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setImmediate } from 'node:timers/promises';
import { fileURLToPath } from 'node:url';
import { pino } from 'pino';
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { systemClock } from '../../clock.ts';
import { openDatabase } from '../../db/database.ts';
import { sql } from '../../db/sql.ts';
import type { AppliedTransaction } from '../applied.ts';
import { TEST_KEYS } from '../../keys/testing/test-security.ts';
import { ManualClock } from '../../manual-clock.ts';
import { ReplicationState } from '../../replication-state.ts';
import { type CarriedReplication, inWorker } from './carrier.ts';
import type { FromReplication, ReaderEnd, ReplicationSettings } from './messages.ts';
import type { ReplicaReader } from './replica-reader.ts';
import { ReplicationLink } from './replication-link.ts';
import { WATCH_LIMITS } from './thread-watch.ts';

const CITY_FOLDER = join(import.meta.dirname, '../../../../resources/city');
const THREAD = join(import.meta.dirname, 'replication-worker.ts');
const CHECKPOINTS = join(import.meta.dirname, '../log/checkpoint-worker.ts');
const LOST_THREAD = fileURLToPath(new URL('./testing/lost-worker.ts', import.meta.url));

// Each starts threads, some of them several, and fills a replica.
vi.setConfig({ testTimeout: 90_000 });

let folder: string;
let link: ReplicationLink;
let reader: ReplicaReader;
let applied: AppliedTransaction[];
/** Every phase that was told, in order, each once. */
let phases: string[];
/** What could be read of an incomplete snapshot, in order, each once. */
let arrivals: string[];
let logged: { readonly level: number; readonly msg: string }[];

beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'link-'));
  applied = [];
  phases = [];
  arrivals = [];
  logged = [];
});

afterEach(async () => {
  await link.stop();
  rmSync(folder, { recursive: true, force: true });
});

function settings(cityFolder = CITY_FOLDER): ReplicationSettings {
  return {
    dataFolder: folder,
    cityFolder,
    sourceSpec: { kind: 'simulated', preset: 'small', seed: 3 },
    replicaKeyBytes: TEST_KEYS.replica.reveal(),
    replicaKeyChanged: false,
  };
}

/** A link whose thread says that it has opened the replica, and nothing else. Answers what ends it. */
async function openOnStandIn(clock: ManualClock): Promise<(error: Error) => void> {
  const state = new ReplicationState({ description: { kind: 'postgres', label: '', areaCode: '320106002' } }, clock);
  state.starts();
  let ended = Promise.withResolvers<Error | null>();
  const startStandIn = (): CarriedReplication => {
    ended = Promise.withResolvers<Error | null>();
    const { promise, resolve } = ended;
    let say: (message: FromReplication) => void = () => undefined;
    const post: ReaderEnd['post'] = ({ kind }) => {
      if (kind === 'open') say({ kind: 'opened', sourceId: 'simulated-city', status: state.status });
      if (kind === 'stop') resolve(null);
    };
    const onMessage: ReaderEnd['onMessage'] = (listener) => {
      say = listener;
    };
    return { end: { post, onMessage, close: () => undefined }, onEnded: (listener) => void promise.then(listener), kill: () => undefined };
  };
  link = new ReplicationLink({ settings: settings(), carrier: startStandIn, clock, log: pino({ enabled: false }) });
  await link.open();
  return (error) => ended.resolve(error);
}

async function open(entry = THREAD, watch = WATCH_LIMITS, cityFolder = CITY_FOLDER): Promise<void> {
  link = new ReplicationLink({
    settings: settings(cityFolder),
    carrier: inWorker({ replication: entry, checkpoints: CHECKPOINTS }, 0),
    clock: systemClock,
    log: pino({}, { write: (line) => void logged.push(JSON.parse(line)) }),
    watch,
  });
  reader = link.reader;
  reader.observe((transaction) => applied.push(transaction));
  reader.onChanged(() => {
    if (phases.at(-1) !== phase()) phases.push(phase());
    const parts = reader.arrivals().map(({ part }) => part);
    if (parts.length > 0 && arrivals.at(-1) !== parts.toSorted().join()) arrivals.push(parts.toSorted().join());
  });
  await link.open();
}

/** Resolves when it is so after something of the replica changed. */
function until(isSo: () => boolean): Promise<void> {
  return new Promise((resolve) => {
    const look = (): void => {
      if (!isSo()) return;
      end();
      resolve();
    };
    const end = reader.onChanged(look);
    look();
  });
}

const phase = () => reader.status.phase.phase;
const isLive = () => phase() === 'live';
const taskCount = () => Number(reader.read.value(sql`SELECT count(*) FROM task`));

function overwriteLeafOfTasks(): void {
  // Looked for by a connection of its own: what the reader has read once, it keeps.
  const other = openDatabase(join(folder, 'replica.db'), {
    role: 'replica',
    synchronous: 'NORMAL',
    readonly: true,
    key: TEST_KEYS.replica,
  });
  const leaf = Number(other.value(sql`SELECT max(pageno) FROM dbstat WHERE name = 'task' AND pagetype = 'leaf'`));
  other.close();
  const file = openSync(join(folder, 'replica.db'), 'r+');
  writeSync(file, Buffer.alloc(4096, 0xa5), 0, 4096, (leaf - 1) * 4096);
  closeSync(file);
}

describe('a replication thread', () => {
  it('fills the replica while it can be read, tells what it applied, and puts its log into the file at the end', async () => {
    await open();
    expect([reader.isReady, taskCount(), reader.cursor()]).toEqual([false, 0, null]);
    await until(isLive);
    expect(taskCount()).toBeGreaterThan(0);
    // What could be shown before the end, twice, and then all of it.
    expect(applied.slice(0, 3).map(({ replaced, position }) => [replaced, position === ''])).toEqual([
      [true, true],
      [true, true],
      [true, false],
    ]);
    expect(applied[2]?.position).toContain('small-3');
    expect(arrivals).toEqual(['alerts,workOrders,workers', 'alerts,coverage,workOrders,workers']);
    expect(reader.arrivals()).toEqual([]);
    expect([reader.isReady, link.sourceId, reader.cursor()?.sourceId]).toEqual([true, 'simulated-city', 'simulated-city']);
    expect(reader.freshness().screening).not.toBeNull();
    await link.stop();
    expect(existsSync(join(folder, 'replica.db-wal'))).toBe(false);
  });

  it('heals damage that a read meets', async () => {
    await open();
    await until(isLive);
    await link.stop();
    await open();
    overwriteLeafOfTasks();
    phases = [];
    expect(() => reader.read.rows(sql`SELECT note FROM task`)).toThrow(expect.objectContaining({ code: 'replica-damaged' }));
    await until(() => phases.includes('loading') && isLive());
    expect(reader.read.rows(sql`SELECT note FROM task`).length).toBeGreaterThan(0);
  });

  it('obeys: it fills the replica anew while the rows stay, and says what its source cannot do', async () => {
    await open();
    await until(isLive);
    const count = taskCount();
    expect(await link.command({ name: 'retrySource', request: {} })).toBeNull();
    expect(await link.command({ name: 'rebuildReplica', request: {} })).toBeNull();
    expect(taskCount()).toBe(count);
    await until(() => reader.status.source.state === 'snapshot');
    await until(isLive);
    await expect(link.command({ name: 'retryQuarantine', request: { row: null } })).rejects.toMatchObject({ code: 'source-cannot-repeat' });
  });

  it('that dies of an error is started again; the data can be read meanwhile, and the log says why', async () => {
    await open(LOST_THREAD);
    await until(() => reader.status.source.state === 'stopped');
    const count = taskCount();
    expect(count).toBeGreaterThan(0);
    expect(reader.isReady).toBe(true);
    expect(logged).toContainEqual(
      expect.objectContaining({ msg: 'replication thread lost', err: expect.objectContaining({ message: 'nobody catches this' }) }),
    );
    expect(reader.status).toMatchObject({
      phase: { phase: 'catching-up' },
      source: { trouble: { code: 'source-failed' }, rowsPerSecond: 0 },
    });
    await expect(link.command({ name: 'retrySource', request: {} })).rejects.toMatchObject({ code: 'source-not-connected' });
    await until(isLive);
    expect(reader.status.source).toMatchObject({ state: 'live', trouble: null, offlineSinceMs: null });
    expect(taskCount()).toBe(count);
  });

  it('that says where to read is believed later, where nothing can be opened at once', async () => {
    const path = join(folder, 'replica.db');
    await open();
    await until(isLive);
    await link.stop();
    renameSync(path, `${path}.aside`);
    mkdirSync(path);
    const clock = new ManualClock(0);
    await openOnStandIn(clock);
    expect(link.reader.isReady).toBe(false);
    clock.advance(1000);
    expect(link.reader.isReady).toBe(false);
    rmSync(path, { recursive: true });
    renameSync(`${path}.aside`, path);
    clock.advance(2000);
    expect(link.reader.isReady).toBe(true);
  });

  it.each([
    ['disk-failing', 'disk-failing'],
    ['EIO', 'disk-failing'],
    ['ENOSPC', 'disk-full'],
    ['replica-damaged', 'replica-damaged'],
  ])('that is lost to a disk that fails (%s) says so until another one has opened the replica', async (code, named) => {
    const clock = new ManualClock(0);
    const lose = await openOnStandIn(clock);
    lose(Object.assign(new Error('disk I/O error'), { code }));
    await setImmediate();
    expect(link.reader.status).toMatchObject({
      phase: { phase: 'failed', code: named, retryAtMs: 1000 },
      source: { state: 'stopped', trouble: null },
    });
    clock.advance(1000);
    expect(link.reader.status.phase).toEqual({ phase: 'catching-up' });
  });

  // One that is only slow, on a machine that does much else, is not to be taken for it.
  it('that hangs is named, ended and replaced; the data can be read meanwhile', { timeout: 120_000 }, async () => {
    writeFileSync(join(folder, 'hangs'), '');
    await open(LOST_THREAD, { askEveryMs: 100, mostUnanswered: 40, mostUnansweredAtWork: 400 });
    await until(() => reader.status.source.trouble?.code === 'source-thread-hung');
    expect(taskCount()).toBeGreaterThan(0);
    expect(reader.isReady).toBe(true);
    expect(reader.status.source.state).toBe('stopped');
    phases = [];
    const isAgainLive = () => isLive() && reader.status.source.trouble === null;
    await until(isAgainLive);
    // It goes on with the rows that are there; the city lives meanwhile, so their number may be another.
    expect(phases).not.toContain('rebuilding');
    expect(taskCount()).toBeGreaterThan(0);
    expect(logged.map(({ msg }) => msg)).toEqual(expect.arrayContaining(['replication thread hangs', 'replication thread lost']));
  });

  it('whose replica cannot serve tells nobody of it before it has said how it stands', async () => {
    writeFileSync(join(folder, 'replica.db'), 'something else');
    await open();
    await until(isLive);
    expect(phases[0]).toBe('loading');
  });

  it('that cannot open its folder says so, and why in the log', async () => {
    rmSync(folder, { recursive: true });
    closeSync(openSync(folder, 'w'));
    await expect(open()).rejects.toMatchObject({ code: 'output-not-writable', details: { path: folder } });
    expect(logged).toContainEqual(expect.objectContaining({ msg: 'replica not opened', thread: 'replication' }));
  });

  it('that fails for a reason nobody foresaw leaves its cause in the log', async () => {
    await expect(open(THREAD, WATCH_LIMITS, join(folder, 'no-city'))).rejects.toMatchObject({ code: 'internal' });
    const line = logged.find(({ msg }) => msg === 'replica not opened');
    expect(JSON.stringify(line)).toContain('no-city');
  });

  it('that cannot even begin says so', async () => {
    await expect(open(join(folder, 'missing.ts'))).rejects.toThrow('missing.ts');
    expect(logged).toContainEqual(expect.objectContaining({ msg: 'replication thread did not start' }));
  });
});
