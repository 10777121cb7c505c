import { writeSync } from 'node:fs';
import { systemClock } from '../../../backend/clock.ts';
import { parseNatsUrl } from '../../../backend/jetstream/nats-url.ts';
import { openReplica } from '../../../backend/replication/replica.ts';
import { createNatsSource } from '../../../backend/sources/nats/nats-source.ts';
import { testCity } from '../../station/testing/test-station.ts';

/** A station that applies the stream to the replica in the folder given until it is killed; says `+` after each commit, `*` after a snapshot. */
const [folder = '', url = '', areaCode = '', credentials = ''] = process.argv.slice(2);
const city = await testCity();
const source = createNatsSource({
  target: parseNatsUrl(url),
  areaCode,
  city,
  clock: systemClock,
  readCredentials: async () => credentials,
});
const replica = openReplica({ folder, sourceId: source.id, city });
replica.observe(({ replaced }) => void writeSync(1, replaced ? '*' : '+'));
writeSync(1, '.');
await source.run(replica.resumeAt(), { ...replica.sink, report: () => undefined }, new AbortController().signal);
