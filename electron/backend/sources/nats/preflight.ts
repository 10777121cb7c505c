import { JetStreamApiCodes, JetStreamApiError, jetstreamManager } from '@nats-io/jetstream';
import type { NatsConnection } from '@nats-io/transport-node';
import type { City } from '../../../../shared/city/city.ts';
import type { SourceFinding } from '../../../../shared/contract/source-settings.ts';
import { connect } from '../../jetstream/connect.ts';
import { readAreaOf } from '../../jetstream/read-area.ts';
import { CHANGES_STREAM, defaultStationName, HEARTBEAT_SUBJECT, inboxPrefix, rowsSubject, STATION_API } from '../../jetstream/subjects.ts';
import { asFailed } from '../../jetstream/trouble.ts';
import { SourceFailedError } from '../../replication/change.ts';
import { tryInTurn } from '../preflight.ts';
import type { NatsSpec } from '../source-spec.ts';

/** The relay speaks every second. */
const RELAY_WAIT_MS = 5000;

/** Resolves with the relay's next word. @throws SourceFailedError when it says none, or we may not hear it */
async function hearRelay(connection: NatsConnection): Promise<void> {
  const words = connection.subscribe(HEARTBEAT_SUBJECT, { max: 1, timeout: RELAY_WAIT_MS });
  try {
    for await (const _ of words) return;
  } catch (error) {
    const failed = asFailed(error);
    throw failed.trouble.code === 'source-unreachable' ? new SourceFailedError('source-relay-silent', {}, { cause: error }) : failed;
  }
  throw new SourceFailedError('source-relay-silent');
}

/** Whether the server lets us have rows of this area: it refuses a subscription before it answers the ping behind it. @throws SourceFailedError */
async function mayHaveRows(connection: NatsConnection, areaCode: string): Promise<void> {
  let refusal: Error | null = null;
  const rows = connection.subscribe(rowsSubject(areaCode, '*'), {
    callback: (error) => {
      refusal ??= error;
    },
  });
  await connection.flush();
  rows.unsubscribe();
  if (refusal !== null) throw asFailed(refusal);
}

/** Whether we may ask for our own place in the stream; that there is none yet is fine. @throws SourceFailedError */
async function mayReadStream(connection: NatsConnection, station: string): Promise<void> {
  const manager = await jetstreamManager(connection, { checkAPI: false, apiPrefix: STATION_API });
  try {
    await manager.consumers.info(CHANGES_STREAM, station);
  } catch (error) {
    const isMissing = error instanceof JetStreamApiError && error.code === JetStreamApiCodes.ConsumerNotFound;
    if (!isMissing) throw asFailed(error);
  }
}

/** Tries what a start would need, and leaves no trace on the servers. */
export async function tryNats({ target, areaCode, credentials }: NatsSpec, city: City): Promise<readonly SourceFinding[]> {
  const station = target.station ?? defaultStationName(areaCode);
  const connections: NatsConnection[] = [];
  const connection = (): NatsConnection => {
    const [opened] = connections;
    if (opened === undefined) throw new SourceFailedError('source-unreachable');
    return opened;
  };
  const settings = { target, readCredentials: async () => credentials, name: `${station}_test`, inboxPrefix: inboxPrefix(station) };
  try {
    return await tryInTurn([
      { step: 'area', run: async () => void readAreaOf(city, areaCode) },
      { step: 'connection', run: async () => void connections.push(await connect(settings)) },
      { step: 'relay', run: () => hearRelay(connection()) },
      {
        step: 'rights',
        run: async () => {
          await mayHaveRows(connection(), areaCode);
          await mayReadStream(connection(), station);
        },
      },
    ]);
  } finally {
    for (const opened of connections) await opened.close();
  }
}
