import type { TopicListener } from '../contract/backend-client.ts';
import type { CallError } from '../contract/errors.ts';
import type { TopicEvent, TopicName } from '../contract/topics.ts';
import type { LinkedBackend } from './backend-link.ts';

interface Subscription {
  readonly topic: TopicName;
  readonly params: unknown;
  readonly listener: TopicListener<TopicName>;
  /** Where the listener stands, and in which run of the backend; null before the first snapshot. */
  reached: { readonly epoch: string; readonly revision: number } | null;
}

/** What this client listens to, across connections: after each one every topic goes on where its listener stands. */
export class ClientTopics {
  readonly #subscriptions = new Map<number, Subscription>();
  #backend: LinkedBackend | null = null;
  #lastId = 0;

  /** A new connection stands: everything is subscribed again. Null when it is lost. */
  useBackend(backend: LinkedBackend | null): void {
    this.#backend = backend;
    for (const [id, subscription] of this.#subscriptions) this.#ask(id, subscription);
  }

  subscribe(topic: TopicName, params: unknown, listener: TopicListener<TopicName>): () => void {
    this.#lastId += 1;
    const id = this.#lastId;
    const subscription: Subscription = { topic, params, listener, reached: null };
    this.#subscriptions.set(id, subscription);
    this.#ask(id, subscription);
    return () => {
      if (this.#subscriptions.delete(id)) void this.#backend?.peer.$callEvent('unsubscribe', id).catch(() => undefined);
    };
  }

  receive(id: number, event: TopicEvent<TopicName>): void {
    const subscription = this.#subscriptions.get(id);
    if (subscription === undefined || this.#backend === null) return;
    const { reached } = subscription;
    // A delta that the listener already holds is not applied twice.
    if (event.kind === 'delta' && reached !== null && event.revision <= reached.revision) return;
    subscription.reached = { epoch: this.#backend.epoch, revision: event.revision };
    subscription.listener.onEvent(event);
  }

  fail(id: number, error: CallError): void {
    const subscription = this.#subscriptions.get(id);
    this.#subscriptions.delete(id);
    subscription?.listener.onFailed(error);
  }

  clear(): void {
    this.#subscriptions.clear();
  }

  #ask(id: number, subscription: Subscription): void {
    if (this.#backend === null) return;
    const { topic, params, reached } = subscription;
    const sinceRevision = reached?.epoch === this.#backend.epoch ? reached.revision : null;
    if (sinceRevision === null) subscription.reached = null;
    void this.#backend.peer.$callEvent('subscribe', id, topic, params, sinceRevision).catch(() => undefined);
  }
}
