import { copyFileSync, mkdtempSync, readFileSync, rmSync, truncateSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import fc from 'fast-check';
import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import type { City } from '../../../../shared/city/city.ts';
import { TABLE_NAMES } from '../../../../shared/tables/index.ts';
import { systemClock } from '../../clock.ts';
import { Sql } from '../../db/sql.ts';
import { openReplica } from '../../replication/open-replica.ts';
import type { Replica } from '../../replication/replica.ts';
import { eventually } from '../../testing/eventually.ts';
import { MemorySink } from '../../testing/memory-sink.ts';
import { PATIENCE_MS } from '../simulated-city/testing/city-rows.ts';
import { at, realCity, snapshotAt } from '../simulated-city/testing/city-run.ts';
import type { VerifiedFile } from './change-file.ts';
import { FileSource } from './file-source.ts';
import { parseFilePosition, positionAfter } from './file-position.ts';
import { previewImport } from './preview-import.ts';
import { verifyFile } from './read-file.ts';
import { makeKeyPair, trustedKeys } from './signing-keys.ts';
import { FileOffice } from './testing/file-office.ts';

const START = at('2026-11-23 08:00');
const MINUTE_MS = 60_000;

let city: City;
let folder: string;
let inbox: string;
let office: FileOffice;
/** A snapshot and two files after it. */
let files: readonly [VerifiedFile, VerifiedFile, VerifiedFile];

function carry(file: VerifiedFile, name = file.path.split('/').at(-1) ?? ''): string {
  const path = join(inbox, name);
  copyFileSync(file.path, path);
  return path;
}

/** A station that is fed by the inbox. */
class FedStation {
  readonly source: FileSource;
  readonly sink = new MemorySink();
  readonly #stop = new AbortController();
  #ended: Promise<void> = Promise.resolve();

  constructor() {
    this.source = new FileSource({
      places: { named: inbox, inbox: null },
      areaCode: office.trust.areaCode,
      keys: office.trust.keys,
      city,
      clock: systemClock,
    });
  }

  start(): this {
    this.#ended = this.source.run(this.sink.position, this.sink, this.#stop.signal);
    return this;
  }

  async stop(): Promise<void> {
    this.#stop.abort();
    await this.#ended;
  }
}

async function verdictOf(path: string, position: VerifiedFile | null = null): Promise<string | null> {
  const replica = openReplica({ folder: mkdtempSync(join(folder, 'replica-')), sourceId: 'file:320100', city });
  const from = position === null ? null : positionAfter(position);
  const { next, refused } = await previewImport({ named: path, inbox: null }, office.trust, from, replica.read);
  replica.close();
  return refused[0]?.code ?? (next === null ? 'nothing' : null);
}

beforeAll(async () => {
  city = await realCity();
  folder = mkdtempSync(join(tmpdir(), 'scc-files-'));
  office = new FileOffice(city, folder, START);
  const first = await office.export('1', null);
  office.clock.advance(20 * MINUTE_MS);
  const second = await office.export('2', first);
  office.clock.advance(20 * MINUTE_MS);
  files = [first, second, await office.export('3', second)];
}, PATIENCE_MS);

beforeEach(() => {
  inbox = mkdtempSync(join(folder, 'inbox-'));
});

afterAll(() => rmSync(folder, { recursive: true, force: true }));

describe('files that are carried to a station', { timeout: PATIENCE_MS }, () => {
  test('bring it, one after another, to where the source stands', async () => {
    const station = new FedStation().start();
    for (const file of files) {
      carry(file);
      await station.source.applyImport(file.digest);
    }
    const expected = await snapshotAt(city, { startAtMs: office.clock.now(), cursor: null });
    expect(station.sink.digests()).toEqual(expected.digests());
    expect(parseFilePosition(station.sink.position ?? '')).toMatchObject({ number: 3, digest: files[2].digest });
    await station.stop();
  });

  test('wait until somebody who saw one says so, and are named meanwhile', async () => {
    const station = new FedStation().start();
    carry(files[0]);
    await eventually('it is named', async () => {
      // A file that is not there is asked for, so that the folder is looked at.
      await expect(station.source.applyImport('0'.repeat(64))).rejects.toMatchObject({ code: 'invalid-request' });
      return station.sink.reported.warnings?.[0]?.code === 'source-file-waiting';
    });
    expect(station.sink.position).toBeNull();
    await station.source.applyImport(files[0].digest);
    await expect(station.source.applyImport(files[0].digest)).rejects.toMatchObject({ code: 'invalid-request' });
    expect(station.sink.snapshots).toBe(1);
    await station.stop();
  });

  test('say before what they change: exactly what they then change', async () => {
    const replica = openReplica({ folder: join(folder, 'replica'), sourceId: 'file:320100', city });
    for (const file of files) {
      const path = carry(file);
      const before = rowsOf(replica);
      const { next } = await previewImport(
        { named: path, inbox: null },
        office.trust,
        parseFilePosition(replica.cursor()?.position ?? ''),
        replica.read,
      );
      const source = new FileSource({
        places: { named: path, inbox: null },
        areaCode: city.code,
        keys: office.trust.keys,
        city,
        clock: systemClock,
      });
      const stop = new AbortController();
      const running = source.run(replica.resumeAt(), { ...replica.sink, report: () => undefined }, stop.signal);
      await source.applyImport(next?.digest ?? '');
      stop.abort();
      await running;
      expect(next).toMatchObject({ kind: file.head.kind, number: file.head.number, rows: file.tail.rows });
      expect(Object.fromEntries((next?.difference ?? []).map(({ table, ...counts }) => [table, counts]))).toEqual(
        changesBetween(before, rowsOf(replica)),
      );
    }
    replica.close();
  });

  test('that hold nothing new still say how far the source was', async () => {
    const [first] = files;
    const quiet = new FileOffice(city, mkdtempSync(join(folder, 'quiet-')), START);
    const snapshot = await quiet.export('1', null);
    expect(await quiet.exported('2', snapshot)).toMatchObject({ kind: 'changes', number: 2, rows: 0, toMs: START });
    expect(first.tail.toMs).toBe(START);
  });
});

describe('a file is refused, and nothing of it applied,', { timeout: PATIENCE_MS }, () => {
  test('when it was changed anywhere, by as little as one bit', async () => {
    const bytes = readFileSync(files[1].path);
    await fc.assert(
      fc.asyncProperty(fc.nat(bytes.length - 1), fc.nat(7), async (place, bit) => {
        const changed = Buffer.from(bytes);
        changed[place] = (changed[place] ?? 0) ^ (1 << bit);
        const path = join(inbox, 'changed.changes');
        writeFileSync(path, changed);
        await expect(verifyFile(path, office.trust)).rejects.toMatchObject({ name: 'FileFault' });
      }),
      { numRuns: 150 },
    );
  });

  test('when its end is missing, wherever it was cut', async () => {
    const { length } = readFileSync(files[1].path);
    for (const kept of [length - 1, length - 8, length - 72, Math.floor(length / 2), 600]) {
      const path = carry(files[1], 'cut.changes');
      truncateSync(path, kept);
      await expect(verifyFile(path, office.trust)).rejects.toMatchObject({ code: 'file-truncated' });
    }
  });

  test('when its content is not what was signed', async () => {
    const path = carry(files[1]);
    const bytes = readFileSync(path);
    const middle = Math.floor(bytes.length / 2);
    bytes[middle] = (bytes[middle] ?? 0) ^ 1;
    writeFileSync(path, bytes);
    await expect(verifyFile(path, office.trust)).rejects.toMatchObject({ code: 'file-forged' });
  });

  test('when somebody signed it whom the station does not trust', async () => {
    const keys = trustedKeys(makeKeyPair().publicPem);
    await expect(verifyFile(files[0].path, { ...office.trust, keys })).rejects.toMatchObject({ code: 'file-key-unknown' });
  });

  test.each([
    ['is for another area', { areaCode: '320106002' }, 'file-other-area'],
    ['is of another city file', { cityVersion: 'another' }, 'file-other-city'],
  ])('when it %s', async (_, other, code) => {
    await expect(verifyFile(files[0].path, { ...office.trust, ...other })).rejects.toMatchObject({ code });
  });

  test('when it was imported before, a file between is missing, or it follows another', async () => {
    const [first, second, third] = files;
    expect(await verdictOf(first.path, second)).toBe('file-repeated');
    expect(await verdictOf(second.path, second)).toBe('file-repeated');
    expect(await verdictOf(third.path, first)).toBe('file-gap');
    expect(await verdictOf(second.path, null)).toBe('file-gap');
    const other = new FileOffice(city, mkdtempSync(join(folder, 'other-')), START - MINUTE_MS);
    const stranger = await other.export('1', null);
    expect(await verdictOf(second.path, stranger)).toBe('file-other-chain');
    expect(await verdictOf(second.path, first)).toBeNull();
  });

  test('when it is none', async () => {
    const path = join(inbox, 'note.changes');
    for (const [text, code] of [
      ['', 'file-truncated'],
      ['a shopping list, long enough to have a head of its own', 'file-malformed'],
    ] as const) {
      writeFileSync(path, text);
      expect(await verdictOf(path)).toBe(code);
    }
  });
});

type AllRows = ReadonlyMap<string, ReadonlyMap<number, string>>;

function rowsOf(replica: Replica): AllRows {
  return new Map(
    TABLE_NAMES.map((table) => {
      const rows = replica.read.values(new Sql(`SELECT * FROM ${table}`, []));
      return [table, new Map(rows.map((row) => [Number(row[0]), JSON.stringify(row)]))];
    }),
  );
}

function changesBetween(before: AllRows, after: AllRows): Record<string, Record<string, number>> {
  const found: Record<string, Record<string, number>> = {};
  for (const table of TABLE_NAMES) {
    const [old, fresh] = [before.get(table) ?? new Map<number, string>(), after.get(table) ?? new Map<number, string>()];
    const added = [...fresh.keys()].filter((key) => !old.has(key)).length;
    const removed = [...old.keys()].filter((key) => !fresh.has(key)).length;
    const changed = [...fresh].filter(([key, row]) => old.has(key) && old.get(key) !== row).length;
    if (added + removed + changed > 0) found[table] = { added, changed, removed };
  }
  return found;
}
