import type { NatsConnection } from '@nats-io/transport-node';
import type { City } from '../../../../shared/city/city.ts';
import type { Clock } from '../../clock.ts';
import { connect, type NatsSettings } from '../../jetstream/connect.ts';
import { type NatsTarget, targetLabel } from '../../jetstream/nats-url.ts';
import { type ReadArea, readAreaOf } from '../../jetstream/read-area.ts';
import { defaultStationName, inboxPrefix } from '../../jetstream/subjects.ts';
import { asFailed } from '../../jetstream/trouble.ts';
import { type ChangeSink, type ChangeSource, SourceFailedError, type SourcePosition } from '../../replication/change.ts';
import { Turnstile } from '../../turnstile.ts';
import { isFeedOf } from '../../wire/feed-name.ts';
import { sourceIdOf } from '../source-id.ts';
import { followStream } from './follow-stream.ts';
import { parsePosition } from './position.ts';
import { receiveSnapshot } from './receive-snapshot.ts';
import { RelayWatch } from './relay-watch.ts';

export interface NatsSourceOptions {
  readonly target: NatsTarget;
  readonly areaCode: string;
  readonly city: City;
  readonly clock: Clock;
  /** Text of the credentials file. */
  readonly readCredentials: () => Promise<string>;
  /** How often the servers are to say that there is nothing new for us: the freshness on screen is no finer. */
  readonly idleNoticeMs?: number;
  /** Whether positions are followed too, which come beside the stream and repeat nothing: no for who keeps what comes. Yes when left out. */
  readonly withPositions?: boolean;
}

const IDLE_NOTICE_MS = 1_000;

interface StationRun {
  readonly connection: NatsConnection;
  readonly station: string;
  readonly area: ReadArea;
  readonly city: City;
  readonly sink: ChangeSink;
  readonly watch: RelayWatch;
  readonly clock: Clock;
  readonly idleNoticeMs: number;
  readonly withPositions: boolean;
  readonly signal: AbortSignal;
}

/** From where the replica stands, and with a snapshot wherever that is not enough, until the signal aborts. */
async function runStation(run: StationRun, cursor: SourcePosition | null): Promise<void> {
  const { connection, station, area, city, sink, watch, clock, idleNoticeMs, withPositions, signal } = run;
  const known = cursor === null ? null : parsePosition(cursor);
  let position = known !== null && isFeedOf(known.feed, city.version) ? known : null;
  let isFresh = false;
  const turns = new Turnstile();
  while (!signal.aborted) {
    isFresh = position === null;
    position ??= await receiveSnapshot({ connection, area, cityVersion: city.version, sink, signal });
    const options = {
      connection,
      consumer: station,
      area,
      sink,
      turns,
      position,
      clock,
      idleNoticeMs,
      withPositions,
      onHeartbeat: watch.heard,
      onPositions: watch.positions,
      signal,
    };
    if ((await followStream(options)) === 'gap') {
      // The stream had the place a moment ago: asking again at once would only tire the relay.
      if (isFresh) throw new SourceFailedError('source-failed', { reason: 'gap-after-snapshot' });
      position = null;
    }
  }
}

/** Rows of one area from the relay's stream in NATS JetStream; those that it lacks, from the relay. */
export function createNatsSource({
  target,
  areaCode,
  city,
  clock,
  readCredentials,
  idleNoticeMs = IDLE_NOTICE_MS,
  withPositions = true,
}: NatsSourceOptions): ChangeSource {
  const station = target.station ?? defaultStationName(areaCode);
  const settings: NatsSettings = { target, readCredentials, name: station, inboxPrefix: inboxPrefix(station) };
  return {
    id: sourceIdOf('nats', areaCode),
    description: { kind: 'nats', label: targetLabel(target), areaCode },
    run: async (cursor, sink, signal) => {
      const area = readAreaOf(city, areaCode);
      const connection = await connect(settings);
      const ended = new AbortController();
      const watch = new RelayWatch({ clock, slot: station, report: (report) => sink.report(report), signal: ended.signal });
      void connection.closed().then(() => ended.abort());
      const stop = AbortSignal.any([signal, ended.signal]);
      const run = { connection, station, area, city, sink, watch, clock, idleNoticeMs, withPositions, signal: stop };
      try {
        await runStation(run, cursor);
        if (!signal.aborted) throw new SourceFailedError('source-unreachable', { reason: 'closed' });
      } catch (error) {
        // Being asked to stop is the normal end of a run, wherever it was.
        if (!signal.aborted) throw asFailed(error);
      } finally {
        ended.abort();
        await connection.close();
      }
    },
  };
}
