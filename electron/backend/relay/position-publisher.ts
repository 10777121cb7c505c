import { jetstream, type JetStreamClient } from '@nats-io/jetstream';
import type { NatsConnection } from '@nats-io/transport-node';
import type { City } from '../../../shared/city/city.ts';
import { UNKNOWN_STREET_CODE } from '../../../shared/tables/upstream.ts';
import type { Change, DeleteChange, UpsertChange } from '../replication/change.ts';
import { positionSubject } from '../jetstream/subjects.ts';
import { encodePosition } from '../wire/position-frame.ts';

type PositionChange = DeleteChange | Extract<UpsertChange, { readonly table: 'position' }>;

function isPosition(change: Change): change is PositionChange {
  return change.table === 'position' && (change.op === 'upsert' || change.op === 'delete');
}

/**
 * Says where workers are, each under its own subject, where only the last word is kept. Who leaves a street for another is said to be gone in the
 * first one. For the platform's handheld service, which needs the rights of `platformPermissions` and no more.
 */
export class PositionPublisher {
  readonly #js: JetStreamClient;
  readonly #codes: readonly string[];
  readonly #streetOf = new Map<number, string>();

  constructor(connection: NatsConnection, city: City) {
    this.#js = jetstream(connection);
    this.#codes = city.streets.code;
  }

  /** Changes of other tables are passed over. Resolves when the stream has them. */
  async publish(changes: readonly Change[]): Promise<void> {
    await Promise.all(changes.filter(isPosition).flatMap((change) => this.#say(change)));
  }

  #say(change: PositionChange): Promise<unknown>[] {
    const worker = change.op === 'delete' ? change.key : change.row.worker_id;
    const before = this.#streetOf.get(worker) ?? (change.previousStreet === undefined ? null : this.#codeOf(change.previousStreet));
    const gone: Change = { op: 'delete', table: 'position', key: worker };
    if (change.op === 'delete') {
      this.#streetOf.delete(worker);
      return before === null ? [] : [this.#send(before, worker, gone)];
    }
    const street = this.#codeOf(change.row.street);
    this.#streetOf.set(worker, street);
    const left = before === null || before === street ? [] : [this.#send(before, worker, gone)];
    return [...left, this.#send(street, worker, change)];
  }

  #send(street: string, worker: number, change: Change): Promise<unknown> {
    return this.#js.publish(positionSubject(street, worker), encodePosition({ street, change }));
  }

  #codeOf(street: number): string {
    return this.#codes[street] ?? UNKNOWN_STREET_CODE;
  }
}
