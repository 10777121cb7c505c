import { existsSync, mkdtempSync, readdirSync, readFileSync, rmSync, truncateSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import type { City } from '../../../../shared/city/city.ts';
import { openReplica } from '../../replication/open-replica.ts';
import type { Replica } from '../../replication/replica.ts';
import { systemClock } from '../../clock.ts';
import { at, realCity } from '../simulated-city/testing/city-run.ts';
import type { SourceSpec } from '../source-spec.ts';
import { FileImports } from './file-imports.ts';
import { FileSource } from './file-source.ts';
import { makeKeyPair } from './signing-keys.ts';
import { FileOffice } from './testing/file-office.ts';

const START = at('2026-11-23 08:00');
const PART_BYTES = 300_000;

let city: City;
let folder: string;
let office: FileOffice;
let replica: Replica;
let spec: Extract<SourceSpec, { kind: 'file' }>;

const inbox = () => join(folder, 'inbox');
const kept = () => (existsSync(inbox()) ? readdirSync(inbox()) : []);

function imports(of: SourceSpec = spec): FileImports {
  return new FileImports({ spec: of, dataFolder: folder, city, read: replica.read, cursor: () => replica.cursor() });
}

/** As a window does it. */
function bring(to: FileImports, path: string, name: string): void {
  const content = readFileSync(path);
  for (let offset = 0; offset < content.length; offset += PART_BYTES) {
    to.receive({ name, offset, size: content.length, bytes: content.subarray(offset, offset + PART_BYTES) });
  }
}

async function imported(through: FileImports, digest: string): Promise<void> {
  const { places, areaCode } = spec;
  const source = new FileSource({ places, areaCode, keys: office.trust.keys, city, clock: systemClock });
  const stop = new AbortController();
  const running = source.run(replica.resumeAt(), { ...replica.sink, report: () => undefined }, stop.signal);
  await through.importing(() => source.applyImport(digest));
  stop.abort();
  await running;
}

beforeEach(async () => {
  city = await realCity();
  folder = mkdtempSync(join(tmpdir(), 'imports-'));
  office = new FileOffice(city, mkdtempSync(join(folder, 'office-')), START);
  replica = openReplica({ folder: mkdtempSync(join(folder, 'replica-')), sourceId: 'file:320100', city });
  spec = { kind: 'file', places: { named: null, inbox: inbox() }, areaCode: city.code, publicKeys: office.publicPem };
});

afterEach(() => {
  replica.close();
  rmSync(folder, { recursive: true, force: true });
});

describe('files that a window brings', () => {
  test('wait with who signed them and what they change, and are not kept in the clear once they are imported', async () => {
    const first = await office.export('1', null);
    const window = imports();
    expect(await window.preview()).toMatchObject({ last: null, next: null, refused: [], trusted: [first.head.key] });
    bring(window, first.path, '1.changes');
    const { next } = await window.preview();
    expect(next).toMatchObject({ name: '1.changes', key: first.head.key, number: 1, from: null, to: first.tail.to, rows: first.tail.rows });
    expect(kept()).toEqual(['1.changes']);
    await imported(window, next?.digest ?? '');
    expect(kept()).toEqual([]);
    expect(await window.preview()).toMatchObject({ last: { number: 1 }, next: null });
    bring(window, first.path, '1.changes');
    expect((await window.preview()).refused).toEqual([{ name: '1.changes', code: 'file-repeated', details: { number: 1 } }]);
  });

  test('that are damaged, or signed by somebody else, are named and keep no other from being imported', async () => {
    const stranger = new FileOffice(city, mkdtempSync(join(folder, 'stranger-')), START);
    const foreign = await stranger.export('foreign', null);
    const first = await office.export('1', null);
    const window = imports();
    bring(window, foreign.path, 'foreign.changes');
    bring(window, first.path, 'cut.changes');
    truncateSync(join(inbox(), 'cut.changes'), PART_BYTES);
    writeFileSync(join(folder, 'picture'), 'no file of changes');
    bring(window, join(folder, 'picture'), 'picture.png');
    bring(window, first.path, '1.changes');
    const { next, refused } = await window.preview();
    expect(next?.name).toBe('1.changes');
    expect(Object.fromEntries(refused.map(({ name, code }) => [name, code]))).toEqual({
      'foreign.changes': 'file-key-unknown',
      'cut.changes': 'file-truncated',
      'picture.png.changes': 'file-malformed',
    });
    await imported(window, next?.digest ?? '');
    expect(replica.cursor()).not.toBeNull();
  });

  test('come in their order of parts only; what nobody looks at any more is gone', async () => {
    const window = imports();
    const bytes = new Uint8Array(10);
    window.receive({ name: 'a.changes', offset: 0, size: 25, bytes });
    expect(() => window.receive({ name: 'a.changes', offset: 20, size: 25, bytes })).toThrow(
      expect.objectContaining({ code: 'invalid-request' }),
    );
    expect(() => window.receive({ name: 'a.changes', offset: 10, size: 15, bytes })).toThrow(
      expect.objectContaining({ code: 'invalid-request' }),
    );
    expect((await window.preview()).refused).toEqual([]);
    window.discard('a.changes');
    expect(kept()).toEqual([]);
    window.receive({ name: 'b.changes', offset: 0, size: 10, bytes });
    await window.importing(async () => {
      window.discard('b.changes');
      expect(kept()).toEqual(['b.changes']);
    });
    expect(kept()).toEqual([]);
    window.receive({ name: 'c.changes', offset: 0, size: 10, bytes });
    imports();
    expect(kept()).toEqual([]);
  });

  test('are not for a station that is fed by something else, nor believed with another key', async () => {
    const simulated = imports({ kind: 'simulated', preset: 'small', seed: 1 });
    await expect(simulated.preview()).rejects.toMatchObject({ code: 'invalid-request' });
    const first = await office.export('1', null);
    const window = imports({ ...spec, publicKeys: makeKeyPair().publicPem });
    bring(window, first.path, '1.changes');
    expect((await window.preview()).refused).toMatchObject([{ code: 'file-key-unknown', details: { key: first.head.key } }]);
  });
});
