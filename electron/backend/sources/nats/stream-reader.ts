import { setImmediate as nextTurn } from 'node:timers/promises';
import {
  AckPolicy,
  type ConsumerConfig,
  type ConsumerMessages,
  type ConsumerNotification,
  JetStreamApiCodes,
  JetStreamApiError,
  type JetStreamManager,
  jetstream,
  jetstreamManager,
  type JsMsg,
} from '@nats-io/jetstream';
import { type NatsConnection, nanos } from '@nats-io/transport-node';
import { STATION_API } from '../../jetstream/subjects.ts';
import { SourceFailedError } from '../../replication/change.ts';

interface ReaderOptions {
  readonly connection: NatsConnection;
  readonly stream: string;
  /** Name of the consumer: nobody else may use it, and we may use no other. */
  readonly consumer: string;
  readonly filter: string;
  readonly start: Pick<ConsumerConfig, 'deliver_policy'> & Partial<Pick<ConsumerConfig, 'opt_start_seq'>>;
  /** How often the server says that there is nothing; at least 500. */
  readonly idleNoticeMs: number;
}

/** What the server says when it has nothing for us. */
export interface IdleNotice {
  /** Number of the last message that it sent to us. */
  readonly delivered: number;
  /** There is nothing more for us up to this sequence of the stream. */
  readonly sequence: number;
}

/** Forgotten by the server when we were gone for so long. */
const FORGOTTEN_AFTER_MS = 60_000;
const PULL_EXPIRES_MS = 30_000;
/** Messages on their way to us. */
const BUFFERED = 500;
const ASK_FOR_MORE_BELOW = 200;
const MESSAGES_A_BATCH = 500;

const BROKEN: ReadonlySet<ConsumerNotification['type']> = new Set([
  'consumer_deleted',
  'consumer_not_found',
  'stream_not_found',
  'no_responders',
  'exceeded_limits',
]);

async function forget(manager: JetStreamManager, stream: string, consumer: string): Promise<void> {
  try {
    await manager.consumers.delete(stream, consumer);
  } catch (error) {
    if (!(error instanceof JetStreamApiError && error.code === JetStreamApiCodes.ConsumerNotFound)) throw error;
  }
}

/** Whether it is settled now, without waiting for anything. */
function isThere(promise: Promise<unknown>): Promise<boolean> {
  const yes = (): boolean => true;
  return Promise.race([promise.then(yes, yes), nextTurn(false)]);
}

/**
 * Reads a stream in order, without the server remembering how far: that stands in the replica. Whatever breaks ends the reading, and the next one
 * begins where the replica stands.
 */
export class StreamReader {
  /** Messages that were there for us when the reading began. */
  readonly pendingAtStart: number;
  readonly #messages: ConsumerMessages;
  readonly #onIdle: (notice: IdleNotice) => void;
  #delivered = 0;
  /** Whoever reads is not done with the last message: silence is ours then. */
  #isBusy = false;

  private constructor(messages: ConsumerMessages, pendingAtStart: number, onIdle: (notice: IdleNotice) => void) {
    this.#messages = messages;
    this.pendingAtStart = pendingAtStart;
    this.#onIdle = onIdle;
    void this.#watch();
  }

  static async open(
    { connection, stream, consumer, filter, start, idleNoticeMs }: ReaderOptions,
    onIdle: (notice: IdleNotice) => void = () => undefined,
  ): Promise<StreamReader> {
    const manager = await jetstreamManager(connection, { checkAPI: false, apiPrefix: STATION_API });
    await forget(manager, stream, consumer);
    const info = await manager.consumers.add(stream, {
      name: consumer,
      filter_subject: filter,
      ...start,
      ack_policy: AckPolicy.None,
      mem_storage: true,
      num_replicas: 1,
      inactive_threshold: nanos(FORGOTTEN_AFTER_MS),
    });
    const reading = jetstream(connection, { apiPrefix: STATION_API }).consumers.getConsumerFromInfo(info);
    const messages = await reading.consume({
      max_messages: BUFFERED,
      threshold_messages: ASK_FOR_MORE_BELOW,
      idle_heartbeat: idleNoticeMs,
      expires: PULL_EXPIRES_MS,
    });
    return new StreamReader(messages, info.num_pending, onIdle);
  }

  /**
   * What has come, as much as there is at once; until `close`, or until it breaks. The client's own count of what waits is off by the requests
   * that it has queued among the messages, so it is not asked.
   * @throws SourceFailedError `source-unreachable`
   */
  async *batches(): AsyncGenerator<readonly JsMsg[]> {
    const iterator = this.#messages[Symbol.asyncIterator]();
    let next = iterator.next();
    for (let isOver = false; !isOver; ) {
      const batch: JsMsg[] = [];
      do {
        const result = await next;
        isOver = result.done === true;
        if (result.done === true) break;
        batch.push(this.#inOrder(result.value));
        next = iterator.next();
      } while (batch.length < MESSAGES_A_BATCH && (await isThere(next)));
      if (batch.length === 0) continue;
      this.#isBusy = true;
      yield batch;
      this.#isBusy = false;
    }
  }

  close(): void {
    this.#messages.stop();
  }

  #inOrder(message: JsMsg): JsMsg {
    const { deliverySequence } = message.info;
    if (deliverySequence !== this.#delivered + 1) throw new SourceFailedError('source-unreachable', { reason: 'gap' });
    this.#delivered = deliverySequence;
    return message;
  }

  async #watch(): Promise<void> {
    for await (const notice of this.#messages.status()) {
      if (notice.type === 'heartbeat') this.#onIdle({ delivered: notice.lastConsumerSequence, sequence: notice.lastStreamSequence });
      else if (this.#isBroken(notice)) this.#messages.stop(new SourceFailedError('source-unreachable', { reason: notice.type }));
    }
  }

  #isBroken({ type }: ConsumerNotification): boolean {
    return BROKEN.has(type) || (type === 'heartbeats_missed' && !this.#isBusy);
  }
}
