import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { City } from '../../../shared/city/city.ts';
import { STREET_CODE, TestPlatform } from '../platform/testing/test-platform.ts';
import { LineProxy } from './testing/line-proxy.ts';
import { PlatformWriter } from './testing/platform-writer.ts';
import { testCity, TestStation } from './testing/test-station.ts';

const OTHER_STREET = '320106003';
/** Words that stand where nothing may be read, and one that has to arrive. */
const OURS = 'ROW-OF-OUR-STREET';
const OTHERS = 'ROW-OF-ANOTHER-STREET';
const HIDDEN = 'COLUMN-THAT-STAYS';

let city: City;
let platform: TestPlatform;
let writer: PlatformWriter;
let line: LineProxy;

beforeAll(async () => {
  city = await testCity();
  platform = await TestPlatform.start({ cityVersion: city.version });
  writer = await PlatformWriter.connect(platform, city);
  line = await LineProxy.to(platform.server.options.port);
  for (const [id, street, word] of [
    [1, STREET_CODE, OURS],
    [2, OTHER_STREET, OTHERS],
    [3, '000000000', OTHERS],
  ] as const) {
    await writer.insert('task', { id, person_name: word, note: word }, { street });
    await writer.insert('work_order', { id, title: word }, { street });
    await writer.insert('alert', { id, address: word }, { street });
  }
  await hide();
});

afterAll(async () => {
  await line.close();
  await platform.stop();
});

/** Fills every column that no screen needs, small values and large ones. */
async function hide(): Promise<void> {
  const large = `'${HIDDEN}' || (SELECT string_agg(md5(i::text), '') FROM generate_series(1, 200) i)`;
  await writer.sql(`UPDATE platform.task SET source_system = '${HIDDEN}', entered_by = '${HIDDEN}', id_photo = '${HIDDEN}',
    household_register = ${large}, travel_history = '{"to": "${HIDDEN}"}'`);
  await writer.sql(`UPDATE platform.work_order SET internal_remark = ${large}, call_recording = '${HIDDEN}'`);
  await writer.sql(`UPDATE platform.alert SET raw_signal = '["${HIDDEN}"]', entered_by = '${HIDDEN}'`);
}

describe('what a station’s line carries', () => {
  it('are the listed columns of its own rows and nothing else, in the copy and in the stream', async () => {
    line.record();
    const station = new TestStation({ platform, city, addresses: line.address });
    station.start();
    await station.until(() => station.replica.cursor() !== null);
    await station.catchUp();
    await hide();
    await writer.sql(`UPDATE platform.task SET attempts = attempts + 1`);
    await writer.sql(`UPDATE platform.task SET id = id + 100`);
    // Comes in, goes out, and is someone else's while it changes.
    await writer.sql(`UPDATE platform.task SET street = '${STREET_CODE}', note = '${OURS}', person_name = '${OURS}' WHERE id = 102`);
    await writer.sql(`UPDATE platform.task SET street = '${OTHER_STREET}', note = '${OTHERS}', person_name = '${OTHERS}' WHERE id = 102`);
    await writer.sql(`UPDATE platform.task SET note = '${OTHERS}' || '!' WHERE id = 102`);
    await writer.insert('task', { id: 50, note: OTHERS }, { street: OTHER_STREET });
    await writer.sql('DELETE FROM platform.alert WHERE id = 2');
    await station.catchUp();
    expect(await station.differences()).toEqual({});
    await station.source.fetchRows?.('task', [101, 102, 103]);
    const wire = line.recorded.toString('latin1');
    expect(wire).toContain(OURS);
    expect(wire).not.toContain(OTHERS);
    expect(wire).not.toContain(HIDDEN);
    await station.remove();
  });
});
