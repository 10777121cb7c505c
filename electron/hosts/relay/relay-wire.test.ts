import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { City } from '../../../shared/city/city.ts';
import { PLATFORM_NAME } from '../../backend/jetstream/access.ts';
import { connect } from '../../backend/jetstream/connect.ts';
import { isWithoutNats } from '../../backend/jetstream/testing/without-nats.ts';
import { PositionPublisher } from '../../backend/relay/position-publisher.ts';
import { testRow } from '../../backend/replication/testing/rows.ts';
import { LineProxy } from '../station/testing/line-proxy.ts';
import { PlatformWriter } from '../station/testing/platform-writer.ts';
import { testCity } from '../station/testing/test-station.ts';
import { RelayedPlatform } from './testing/relayed-platform.ts';

const STREET = '320106002';
const PATIENCE_MS = 60_000;
/** A word that goes on through the relay, and those of positions. */
const RECORD = 'A-RECORD-THAT-GOES-ON';
const POSITIONS = { before: 'WHERE-ONE-WAS', after: 'WHERE-ONE-IS' };

let city: City;
let street: number;
let relayed: RelayedPlatform;
let writer: PlatformWriter;
let line: LineProxy;

beforeAll(async () => {
  city = await testCity();
  street = city.streets.code.indexOf(STREET);
  relayed = await RelayedPlatform.start(city, [STREET]);
  writer = await PlatformWriter.connect(relayed.platform, city);
  line = await LineProxy.to(relayed.platform.server.options.port);
}, PATIENCE_MS);

afterAll(async () => {
  await relayed.remove();
  await line.close();
});

describe.skipIf(isWithoutNats)('what the line between PostgreSQL and a relay carries', { timeout: PATIENCE_MS }, () => {
  it('are records without any position, in copies and in the stream; a station behind the relay has positions from NATS, as they change', async () => {
    await writer.insert('task', { id: 1, street, note: RECORD });
    await writer.insert('position', { worker_id: 1, street }, { grid: POSITIONS.before });
    line.record();
    await relayed.startRelay(line.address);
    const station = await relayed.follow(STREET);
    await writer.insert('position', { worker_id: 2, street }, { grid: POSITIONS.before });
    await writer.sql(`UPDATE platform.position SET grid = '${POSITIONS.after}', heading = heading + 1`);
    await writer.sql('DELETE FROM platform.position WHERE worker_id = 2');
    await writer.insert('task', { id: 2, street, note: `${RECORD}-TOO` });
    await station.catchUp();
    const wire = line.recorded.toString('latin1');
    expect(wire).toContain(RECORD);
    expect(wire).toContain(`${RECORD}-TOO`);
    for (const word of Object.values(POSITIONS)) expect(wire).not.toContain(word);
    expect([station.rows('task').size, station.rows('position').size]).toEqual([2, 0]);

    const connection = await connect(relayed.servers.settings(PLATFORM_NAME));
    const publisher = new PositionPublisher(connection, city);
    for (const heading of [10, 20]) {
      await publisher.publish([{ op: 'upsert', table: 'position', row: testRow('position', { worker_id: 3, street, heading }) }]);
      await station.until(() => station.rows('position').get(3)?.includes(heading) === true);
    }
    await publisher.publish([{ op: 'delete', table: 'position', key: 3 }]);
    await station.until(() => station.rows('position').size === 0);
    await connection.close();
    await station.remove();
  });
});
