import { jetstream, jetstreamManager } from '@nats-io/jetstream';
import { errors, type NatsConnection } from '@nats-io/transport-node';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { realCity } from '../sources/simulated-city/testing/city-run.ts';
import { PLATFORM_NAME, RELAY_NAME } from './access.ts';
import { connect } from './connect.ts';
import { readAreaOf } from './read-area.ts';
import { DEFAULT_LIMITS, ensureStreams } from './streams.ts';
import {
  changesOf,
  changeSubject,
  CHANGES_STREAM,
  defaultStationName,
  HEARTBEAT_SUBJECT,
  inboxPrefix,
  JETSTREAM_API,
  POSITIONS_STREAM,
  positionSubject,
  rowsSubject,
  snapshotSubject,
  STATION_API,
  takenSubject,
} from './subjects.ts';
import { NatsServers } from './testing/nats-servers.ts';
import { isWithoutNats } from './testing/without-nats.ts';

const [OWN, OTHER] = ['320106002', '320106003'];
const [OWN_STATION, OTHER_STATION] = [defaultStationName(OWN), defaultStationName(OTHER)];

let servers: NatsServers;
let admin: NatsConnection;
let station: NatsConnection;
let filters: { readonly own: string; readonly other: string };

/** What a station would ask of JetStream to read a filter under a name. */
function consumer(name: string, filter: string) {
  return { stream_name: CHANGES_STREAM, config: { name, filter_subject: filter, ack_policy: 'none', mem_storage: true } };
}

function createSubject(name: string, filter: string): string {
  return `${STATION_API}.CONSUMER.CREATE.${CHANGES_STREAM}.${name}.${filter}`;
}

async function ask(connection: NatsConnection, subject: string, payload: unknown = ''): Promise<Record<string, unknown>> {
  const answer = await connection.request(subject, typeof payload === 'string' ? payload : JSON.stringify(payload), { timeout: 5_000 });
  return answer.data.length === 0 ? {} : answer.json<Record<string, unknown>>();
}

/** Why the server refuses it: the kind of permission that is missing, or JetStream's own words. */
async function refusalOf(attempt: () => Promise<Record<string, unknown>>): Promise<string> {
  try {
    const { error } = await attempt();
    return error === undefined ? 'not refused' : (error as { readonly description: string }).description;
  } catch (error) {
    const cause = error instanceof Error ? error.cause : null;
    const violation = error instanceof errors.PermissionViolationError ? error : cause;
    return violation instanceof errors.PermissionViolationError ? `may not ${violation.operation}` : String(error);
  }
}

async function messagesIn(stream: string): Promise<number> {
  return (await (await jetstreamManager(admin)).streams.info(stream)).state.messages;
}

beforeAll(async () => {
  const city = await realCity();
  const areas = [OWN, OTHER].map((code) => readAreaOf(city, code));
  filters = { own: changesOf(readAreaOf(city, OWN)), other: changesOf(readAreaOf(city, OTHER)) };
  servers = await NatsServers.start({ areas });
  admin = await servers.admin();
  await ensureStreams(await jetstreamManager(admin), { ...DEFAULT_LIMITS, replicas: 1 });
  for (const street of [OWN, OTHER]) await jetstream(admin).publish(changeSubject(street, 'task'), `of ${street}`);
  station = await connect(servers.settings(OWN_STATION));
  await ask(admin, createSubject(OTHER_STATION, filters.other).replace(STATION_API, JETSTREAM_API), consumer(OTHER_STATION, filters.other));
});

afterAll(async () => {
  await station.close();
  await admin.close();
  await servers.remove();
});

describe.skipIf(isWithoutNats)('a station with the credentials of one street', () => {
  test('reads its own street', async () => {
    expect(await ask(station, createSubject(OWN_STATION, filters.own), consumer(OWN_STATION, filters.own))).toMatchObject({
      name: OWN_STATION,
    });
    const reading = await jetstream(station, { apiPrefix: STATION_API }).consumers.get(CHANGES_STREAM, OWN_STATION);
    const next = await reading.next({ expires: 5_000 });
    expect(next?.string()).toBe(`of ${OWN}`);
  });

  const requests: readonly (readonly [string, () => readonly [string, unknown?]])[] = [
    ['by a consumer of the other street', () => [createSubject(OWN_STATION, filters.other), consumer(OWN_STATION, filters.other)]],
    ['by a consumer of everything', () => [createSubject(OWN_STATION, 'city.*.*.*'), consumer(OWN_STATION, 'city.*.*.*')]],
    [
      'by a consumer that names no filter',
      () => [`${STATION_API}.CONSUMER.CREATE.${CHANGES_STREAM}.${OWN_STATION}`, consumer(OWN_STATION, filters.other)],
    ],
    ['by a consumer of the old kind', () => [`${STATION_API}.CONSUMER.CREATE.${CHANGES_STREAM}`, consumer('', filters.other)]],
    [
      'by a durable consumer of the old kind',
      () => [`${STATION_API}.CONSUMER.DURABLE.CREATE.${CHANGES_STREAM}.${OWN_STATION}`, consumer(OWN_STATION, filters.other)],
    ],
    ['from the consumer of the other station', () => [`${STATION_API}.CONSUMER.MSG.NEXT.${CHANGES_STREAM}.${OTHER_STATION}`, { batch: 1 }]],
    ['message by message', () => [`$JS.API.STREAM.MSG.GET.${CHANGES_STREAM}`, { last_by_subj: changeSubject(OTHER, 'task') }]],
    ['directly', () => [`$JS.API.DIRECT.GET.${CHANGES_STREAM}`, { last_by_subj: changeSubject(OTHER, 'task') }]],
    ['as a snapshot', () => [snapshotSubject(OTHER)]],
    ['as a snapshot of the city', () => [snapshotSubject('320100')]],
    ['through a stream of its own', () => ['$JS.API.STREAM.CREATE.MINE', { name: 'MINE', sources: [{ name: CHANGES_STREAM }] }]],
    [
      'as a copy of the stream',
      () => [`$JS.API.STREAM.SNAPSHOT.${CHANGES_STREAM}`, { deliver_subject: `${inboxPrefix(OWN_STATION)}.copy` }],
    ],
  ];

  test.each(requests)('cannot read the other street %s', async (_, requestOf) => {
    const [subject, payload] = requestOf();
    expect(await refusalOf(() => ask(station, subject, payload))).toBe('may not publish');
  });

  test('cannot smuggle the other street into a consumer of its own', async () => {
    const refusal = await refusalOf(() => ask(station, createSubject(OWN_STATION, filters.own), consumer(OWN_STATION, filters.other)));
    expect(refusal).toContain('did not match filtered subject');
  });

  test.each([
    ['the other street', changeSubject(OTHER, 'task')],
    ['everything', '>'],
    ['what the other station is answered', `${inboxPrefix(OTHER_STATION)}.>`],
    ['what the relay is asked', 'relay.snapshot.*'],
    ['the snapshot of the other street', rowsSubject(OTHER, '*')],
    ['what JetStream tells operators', '$JS.EVENT.>'],
  ])('cannot listen to %s', async (_, subject) => {
    const subscription = station.subscribe(subject, { callback: () => undefined });
    expect(await subscription.closed).toBeInstanceOf(errors.PermissionViolationError);
  });

  test.each([
    ['the stream', `$JS.API.STREAM.INFO.${CHANGES_STREAM}`],
    ['other consumers', `${STATION_API}.CONSUMER.LIST.${CHANGES_STREAM}`],
    ['the consumer of the other station', `${STATION_API}.CONSUMER.INFO.${CHANGES_STREAM}.${OTHER_STATION}`],
    ['the server', '$SYS.REQ.SERVER.PING'],
  ])('cannot ask about %s', async (_, subject) => {
    expect(await refusalOf(() => ask(station, subject))).toBe('may not publish');
  });

  test.each([
    ['into its own street', changeSubject(OWN, 'task')],
    ['into the other street', changeSubject(OTHER, 'task')],
    ['a position', positionSubject(OWN, 1)],
    ['in the name of the relay', HEARTBEAT_SUBJECT],
    ['to the other station', `${inboxPrefix(OTHER_STATION)}.x`],
    ['into a snapshot', rowsSubject(OWN, 'token')],
    ['about the snapshot of the other station', takenSubject(OTHER, 'token')],
    ['an end of the other station', `${STATION_API}.CONSUMER.DELETE.${CHANGES_STREAM}.${OTHER_STATION}`],
    ['an end of the stream', `$JS.API.STREAM.PURGE.${CHANGES_STREAM}`],
  ])('cannot write %s', async (_, subject) => {
    expect(await refusalOf(() => ask(station, subject))).toBe('may not publish');
  });

  test('cannot let JetStream write for it, by naming another subject for answers', async () => {
    await ask(station, `${STATION_API}.CONSUMER.DELETE.${CHANGES_STREAM}.${OWN_STATION}`).catch(() => ({}));
    await ask(station, createSubject(OWN_STATION, filters.own), consumer(OWN_STATION, filters.own));
    const before = [await messagesIn(CHANGES_STREAM), await messagesIn(POSITIONS_STREAM)];
    for (const reply of [changeSubject(OTHER, 'task'), positionSubject(OTHER, 1), HEARTBEAT_SUBJECT, snapshotSubject(OTHER)]) {
      station.publish(`${STATION_API}.CONSUMER.MSG.NEXT.${CHANGES_STREAM}.${OWN_STATION}`, '{"batch":1}', { reply });
    }
    await station.flush();
    expect([await messagesIn(CHANGES_STREAM), await messagesIn(POSITIONS_STREAM)]).toEqual(before);
  });
});

describe.skipIf(isWithoutNats)('the other users', () => {
  test('the platform writes positions and can neither read nor write anything else', async () => {
    const platform = await connect(servers.settings(PLATFORM_NAME));
    await jetstream(platform).publish(positionSubject(OTHER, 7), 'here');
    for (const subject of [changeSubject(OWN, 'task'), HEARTBEAT_SUBJECT, `$JS.API.STREAM.INFO.${POSITIONS_STREAM}`]) {
      expect(await refusalOf(() => ask(platform, subject))).toBe('may not publish');
    }
    expect(await platform.subscribe(positionSubject(OWN, 1), { callback: () => undefined }).closed).toBeInstanceOf(
      errors.PermissionViolationError,
    );
    await platform.close();
  });

  test('the relay cannot be listened in on, and listens to requests alone', async () => {
    const relay = await connect(servers.settings(RELAY_NAME));
    expect(await relay.subscribe(`${inboxPrefix(OWN_STATION)}.>`, { callback: () => undefined }).closed).toBeInstanceOf(
      errors.PermissionViolationError,
    );
    expect(await relay.subscribe('city.>', { callback: () => undefined }).closed).toBeInstanceOf(errors.PermissionViolationError);
    await relay.close();
  });

  test('nobody comes in without credentials, or with wrong ones', async () => {
    const settings = servers.settings(OWN_STATION);
    for (const readCredentials of [
      async () => '',
      async () => `${OWN_STATION}:wrong`,
      async () => `${OTHER_STATION}:password-of-${OWN_STATION}`,
    ]) {
      await expect(connect({ ...settings, readCredentials })).rejects.toMatchObject({ trouble: { code: 'source-auth-failed' } });
    }
    await expect(connect({ ...settings, readCredentials: async () => 'no credentials at all' })).rejects.toMatchObject({
      trouble: { code: 'source-auth-failed', details: { reason: 'credentials' } },
    });
  });
});
