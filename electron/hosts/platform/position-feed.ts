import type { NatsConnection } from '@nats-io/transport-node';
import type { City } from '../../../shared/city/city.ts';
import { connect, type NatsSettings } from '../../backend/jetstream/connect.ts';
import { PositionPublisher } from '../../backend/relay/position-publisher.ts';
import type { Change } from '../../backend/replication/change.ts';

/**
 * Says where workers are, as the platform's handheld service would; nobody else is told. Nobody waits for it: while NATS is away, or slower than the
 * city, only the latest word on each worker is kept.
 */
export class PositionFeed {
  readonly #settings: NatsSettings;
  readonly #city: City;
  #waiting = new Map<number, Change>();
  #sending: Promise<void> | null = null;
  #connection: NatsConnection | null = null;
  #publisher: PositionPublisher | null = null;

  constructor(settings: NatsSettings, city: City) {
    this.#settings = settings;
    this.#city = city;
  }

  /** Changes of other tables are passed over. */
  say(changes: readonly Change[]): void {
    for (const change of changes) {
      if (change.table !== 'position') continue;
      if (change.op === 'upsert') this.#waiting.set(change.row.worker_id, change);
      else if (change.op === 'delete') this.#waiting.set(change.key, change);
    }
    this.#sending ??= this.#send().finally(() => {
      this.#sending = null;
    });
  }

  async close(): Promise<void> {
    await this.#sending;
    await this.#connection?.close();
  }

  async #send(): Promise<void> {
    try {
      const publisher = (this.#publisher ??= await this.#open());
      while (this.#waiting.size > 0) {
        const changes = [...this.#waiting.values()];
        this.#waiting = new Map();
        await publisher.publish(changes);
      }
    } catch {
      // What could not be said is old by the time NATS is back: the next word is a newer one.
      await this.#connection?.close().catch(() => undefined);
      this.#publisher = null;
    }
  }

  async #open(): Promise<PositionPublisher> {
    this.#connection = await connect(this.#settings);
    return new PositionPublisher(this.#connection, this.#city);
  }
}
