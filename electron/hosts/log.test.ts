import { mkdtempSync, readdirSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, expect, it } from 'vitest';
import { strFromU8, unzipSync } from 'fflate';
import type { Caller } from '../../shared/contract/caller.ts';
import type { StatusSnapshot, TopicEvent } from '../../shared/contract/topics.ts';
import { WHOLE_CITY } from '../../shared/domain/areas.ts';
import { TABLES } from '../../shared/tables/index.ts';
import type { TableSpec } from '../../shared/tables/table-spec.ts';
import { systemClock } from '../backend/clock.ts';
import { openDatabase } from '../backend/db/database.ts';
import { inThisThread } from '../backend/db/office/backups/backup-carrier.ts';
import { Sql } from '../backend/db/sql.ts';
import { TEST_KEYS, testSecurity } from '../backend/keys/testing/test-security.ts';
import { inWorker } from '../backend/replication/thread/carrier.ts';
import { type Backend, createBackend } from '../backend/service.ts';
import { applicationFolders, replicationEntries } from './application-folders.ts';
import { openLog } from './open-log.ts';

const caller: Caller = { face: 'console', user: 'tester', role: 'operator', competence: WHOLE_CITY };
const { signal } = new AbortController();
let folder: string;

beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'log-'));
});

afterEach(() => rmSync(folder, { recursive: true, force: true }));

/** Every personal value in the replica, as it stands. */
function personalValues(): readonly string[] {
  const db = openDatabase(join(folder, 'replica.db'), { role: 'replica', synchronous: 'NORMAL', readonly: true, key: TEST_KEYS.replica });
  const specs: readonly TableSpec[] = Object.values(TABLES);
  const values = specs.flatMap((spec) =>
    Object.entries(spec.columns)
      .filter(([, column]) => column.personal !== undefined)
      .flatMap(([name]) => db.values(new Sql(`SELECT DISTINCT ${name} FROM ${spec.name}`, [])).map(([value]) => String(value))),
  );
  db.close();
  return values.filter((value) => value !== '');
}

/** Resolves once the replica is live and this many revisions of the status have come. */
function seen(backend: Backend, revisions: number): Promise<void> {
  let count = 0;
  return new Promise((resolve) => {
    backend.served.topics.subscribe('status', {}, caller, null, ({ data }: TopicEvent<'status'>) => {
      const { replica }: StatusSnapshot = data;
      if (replica.phase === 'live') count += 1;
      if (count === revisions) resolve();
    });
  });
}

it('follows a change from its position to the topics, and holds no person, key or secret, nor do the diagnostics', async () => {
  const log = await openLog(folder, 'loopback', 'debug');
  const backend = await createBackend({
    dataFolder: folder,
    cityFolder: applicationFolders().city,
    sourceSpec: { kind: 'simulated', preset: 'small', seed: 3 },
    security: testSecurity(folder),
    replication: inWorker(replicationEntries(applicationFolders()), 0),
    backups: inThisThread,
    onOfficeDamaged: () => undefined,
    programVersion: '0',
    sourceKeeper: null,
    clock: systemClock,
    printer: null,
    log,
  });
  await seen(backend, 6);
  const { zip } = await backend.served.handlers.exportDiagnostics({}, { caller, signal });
  await backend.close();
  await new Promise<void>((resolve) => log.flush(() => resolve()));
  const logs = join(folder, 'logs');
  const text = readdirSync(logs)
    .map((name) => readFileSync(join(logs, name), 'utf8'))
    .join('');
  const exported = Object.values(unzipSync(zip)).map((bytes) => strFromU8(bytes));

  const lines = text
    .trim()
    .split('\n')
    .map((line) => JSON.parse(line) as { msg: string; position?: string; topic?: string; to?: string; revision?: number });
  const applied = new Set(lines.filter(({ msg }) => msg === 'applied').map(({ position }) => position));
  const told = lines.filter(({ msg, to }) => msg === 'published' && to !== null);
  expect(told.length).toBeGreaterThan(0);
  for (const { to, revision } of told) {
    expect(applied).toContain(to);
    expect(revision).toBeGreaterThan(0);
  }

  const values = personalValues();
  expect(values.length).toBeGreaterThan(1000);
  const secrets = [TEST_KEYS.office, TEST_KEYS.replica].map((key) => Buffer.from(key.reveal()).toString('hex'));
  for (const written of [text, ...exported]) {
    expect([...values, ...secrets].filter((value) => written.includes(value))).toEqual([]);
  }
}, 60_000);
