import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { appendFileSync, copyFileSync, mkdirSync, mkdtempSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, test, vi } from 'vitest';
import { defaultStationName } from '../backend/jetstream/subjects.ts';
import { RelayedPlatform } from './relay/testing/relayed-platform.ts';
import { PlatformWriter } from './station/testing/platform-writer.ts';
import { testCity } from './station/testing/test-station.ts';
import { isWithoutNats } from '../backend/jetstream/testing/without-nats.ts';

vi.setConfig({ testTimeout: 180_000, hookTimeout: 90_000 });

const STREET = '320106002';
const running: ChildProcess[] = [];

let folder: string;
let relayed: RelayedPlatform;
let writer: PlatformWriter;
let street: number;

async function ran(command: 'export' | 'import', ...values: string[]): Promise<{ readonly status: number | null; readonly said: string }> {
  const child = spawn(process.execPath, [join(import.meta.dirname, `${command}-command.ts`), ...values, '--lang', 'en'], {
    stdio: ['ignore', 'pipe', 'pipe', 'ipc'],
  });
  running.push(child);
  let said = '';
  child.stdout?.on('data', (data: Buffer) => (said += data.toString()));
  child.stderr?.on('data', (data: Buffer) => (said += data.toString()));
  await once(child, 'close');
  return { status: child.exitCode, said };
}

beforeAll(async () => {
  const city = await testCity();
  street = city.streets.code.indexOf(STREET);
  relayed = await RelayedPlatform.start(city, [STREET]);
  writer = await PlatformWriter.connect(relayed.platform, city);
  await relayed.startRelay();
});

beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'scc-change-files-'));
});

afterEach(() => {
  for (const child of running.splice(0)) child.kill('SIGKILL');
  rmSync(folder, { recursive: true, force: true });
});

afterAll(() => relayed.remove());

describe.skipIf(isWithoutNats)('npm run export-changes and import-changes', () => {
  test('carry a street to a station that no network reaches: first all rows, then what happened since, each file once', async () => {
    expect((await ran('export', '--make-key', folder)).status).toBe(0);
    expect(statSync(join(folder, 'export.pem')).mode & 0o777).toBe(0o600);
    const credentials = join(folder, 'credentials');
    writeFileSync(credentials, await relayed.servers.settings(defaultStationName(STREET)).readCredentials(), { mode: 0o600 });
    const exporting = [
      '--source',
      relayed.servers.url,
      '--area',
      STREET,
      '--source-credentials-file',
      credentials,
      '--key-file',
      join(folder, 'export.pem'),
    ];
    const [first, second] = [join(folder, '1.changes'), join(folder, '2.changes')];
    await writer.insert('task', { id: 1, street });
    expect(await ran('export', ...exporting, '--from', 'snapshot', '--out', first)).toMatchObject({
      status: 0,
      said: expect.stringContaining('all 1 rows') as string,
    });
    await writer.insert('task', { id: 2, street });
    await writer.sql('UPDATE platform.task SET attempts = 5 WHERE id = 1');
    expect(await ran('export', ...exporting, '--from', first, '--out', second)).toMatchObject({
      status: 0,
      said: expect.stringContaining('2 changes') as string,
    });

    const inbox = join(folder, 'inbox');
    mkdirSync(inbox);
    const importing = [
      '--source',
      `file:${inbox}`,
      '--area',
      STREET,
      '--source-key-file',
      join(folder, 'export.pub.pem'),
      '--data',
      join(folder, 'data'),
    ];
    copyFileSync(second, join(inbox, '2.changes'));
    expect((await ran('import', ...importing)).said).toContain('Refused 2.changes: file-gap');
    copyFileSync(first, join(inbox, '1.changes'));
    const seen = await ran('import', ...importing);
    expect(seen.said).toContain('task: 1 new, 0 changed, 0 removed');
    expect(seen.said).toContain('Nothing was imported yet');
    const applied = await ran('import', ...importing, '--apply');
    expect([applied.status, applied.said]).toEqual([0, expect.stringContaining('task: 1 new, 1 changed, 0 removed')]);
    expect(applied.said).toContain('Imported 1.changes');
    expect(applied.said).toContain('Imported 2.changes');
    expect((await ran('import', ...importing, '--apply')).said).toContain('There is no file to import');

    appendFileSync(join(inbox, '2.changes'), 'x');
    const next = join(folder, '3.changes');
    expect((await ran('export', ...exporting, '--from', join(inbox, '2.changes'), '--out', next)).said).toContain('file-truncated');
  });

  test('name an option that is wrong, and a key that is none', async () => {
    const source = ['--source', 'nats://127.0.0.1:1', '--area', STREET];
    const none = join(folder, 'none.pem');
    writeFileSync(none, 'nothing', { mode: 0o600 });
    expect((await ran('export', ...source)).said).toContain('--from');
    expect((await ran('export', ...source, '--from', 'snapshot', '--out', join(folder, 'x'), '--key-file', none)).said).toContain(
      'none.pem',
    );
    expect((await ran('import', '--source', 'file:', '--area', STREET)).said).toContain('--source');
    expect(
      (await ran('import', '--source', `file:${folder}`, '--area', STREET, '--source-key-file', none, '--data', join(folder, 'data'))).said,
    ).toContain('none.pem');
  });
});
