import type { BackendApi, CallName } from '../contract/backend-api.ts';
import type { Caller } from '../contract/caller.ts';
import { CONTRACT_VERSION } from '../contract/contract-version.ts';
import { type Answer, type CallError, CodedError, type ErrorCode } from '../contract/errors.ts';
import type { TopicEvent, TopicName } from '../contract/topics.ts';
import type { Channel } from './channel.ts';
import { openPeer, type Peer } from './peer.ts';
import type { ClientEnd, ServerEnd, Welcome } from './protocol.ts';
import { createAbortController, startTimer } from './runtime.ts';
import type { CallContext, CallHandlers, ServedApi } from './served-api.ts';

/** No call runs longer, whatever deadline its client asks for. */
const LONGEST_DEADLINE_MS = 10 * 60_000;

interface RunningCall {
  readonly stop: (code: 'cancelled' | 'deadline-exceeded') => void;
}

const failed = (code: ErrorCode, message: string): Answer<never> => ({ ok: false, error: { code, message } });

function isCallName(handlers: CallHandlers, name: string): name is CallName {
  return Object.hasOwn(handlers, name);
}

/** Handlers and requests pair up by name; which pair it is shows only at run time, and handlers check what they are given. */
function invoke<Name extends CallName>(handlers: CallHandlers, name: Name, request: unknown, context: CallContext): unknown {
  return handlers[name](request as BackendApi[Name]['request'], context);
}

class ClientSession implements ServerEnd {
  readonly #served: ServedApi;
  readonly #caller: Caller;
  readonly #peer: Peer<ClientEnd>;
  readonly #running = new Map<number, RunningCall>();
  readonly #subscriptions = new Map<number, () => void>();
  #isWelcome = false;
  #isEnded = false;

  constructor(channel: Channel, served: ServedApi, caller: Caller) {
    this.#served = served;
    this.#caller = caller;
    // Own, bound functions: what the other end may reach is listed here and nowhere else.
    const reachable: ServerEnd = {
      hello: (contractVersion) => this.hello(contractVersion),
      call: (callId, name, request, deadlineMs) => this.call(callId, name, request, deadlineMs),
      cancel: (callId) => this.cancel(callId),
      subscribe: (subscriptionId, topic, params, sinceRevision) => this.subscribe(subscriptionId, topic, params, sinceRevision),
      unsubscribe: (subscriptionId) => this.unsubscribe(subscriptionId),
    };
    this.#peer = openPeer<ClientEnd>(channel, reachable, (error) => served.onInternalError('rpc', error));
    channel.onClose(() => this.end());
  }

  hello(contractVersion: number): Answer<Welcome> {
    if (contractVersion !== CONTRACT_VERSION) {
      return {
        ok: false,
        error: {
          code: 'contract-mismatch',
          message: 'Client and backend speak different versions of the contract',
          details: { client: contractVersion, backend: CONTRACT_VERSION },
        },
      };
    }
    this.#isWelcome = true;
    return { ok: true, value: { contractVersion: CONTRACT_VERSION, epoch: this.#served.epoch } };
  }

  async call(callId: number, name: string, request: unknown, deadlineMs: number): Promise<Answer<unknown>> {
    const { handlers } = this.#served;
    if (!this.#isWelcome) return failed('contract-mismatch', 'A call came before the handshake');
    if (!isCallName(handlers, name)) return failed('unknown-call', 'No such call');
    if (this.#running.has(callId)) return failed('invalid-request', 'Two calls under one number');
    const controller = createAbortController();
    const work = this.#run(name, () => invoke(handlers, name, request, { caller: this.#caller, signal: controller.signal }));
    return this.#stoppable(callId, deadlineMs, work, controller.abort.bind(controller));
  }

  cancel(callId: number): void {
    this.#running.get(callId)?.stop('cancelled');
  }

  subscribe(subscriptionId: number, topic: string, params: unknown, sinceRevision: number | null): void {
    if (this.#isEnded || this.#subscriptions.has(subscriptionId)) return;
    if (!this.#isWelcome)
      return this.#failTopic(subscriptionId, { code: 'contract-mismatch', message: 'A subscription came before the handshake' });
    // Ended while the snapshot is being sent: the entry is there before the publisher knows of it.
    let isOver = false;
    let endTopic = (): void => undefined;
    this.#subscriptions.set(subscriptionId, () => {
      isOver = true;
      endTopic();
    });
    const send = (event: TopicEvent<TopicName>): void => {
      if (!isOver) void this.#peer.$callEvent('topicEvent', subscriptionId, event).catch(() => undefined);
    };
    try {
      // The publisher checks name and parameters, as it must for every client.
      endTopic = this.#served.topics.subscribe(topic as TopicName, params as Record<string, never>, this.#caller, sinceRevision, send);
      if (isOver) endTopic();
    } catch (error) {
      this.#subscriptions.delete(subscriptionId);
      this.#failTopic(subscriptionId, this.#codedErrorOf(topic, error));
    }
  }

  unsubscribe(subscriptionId: number): void {
    const endTopic = this.#subscriptions.get(subscriptionId);
    this.#subscriptions.delete(subscriptionId);
    endTopic?.();
  }

  end(): void {
    if (this.#isEnded) return;
    this.#isEnded = true;
    for (const call of this.#running.values()) call.stop('cancelled');
    for (const endTopic of this.#subscriptions.values()) endTopic();
    this.#subscriptions.clear();
    this.#peer.$close();
  }

  async #run(name: string, work: () => unknown): Promise<Answer<unknown>> {
    try {
      return { ok: true, value: await work() };
    } catch (error) {
      return { ok: false, error: this.#codedErrorOf(name, error) };
    }
  }

  #stoppable(callId: number, deadlineMs: number, work: Promise<Answer<unknown>>, abort: () => void): Promise<Answer<unknown>> {
    const limitMs = Math.min(Math.max(deadlineMs || 0, 1), LONGEST_DEADLINE_MS);
    return new Promise((resolve) => {
      const stop = (code: 'cancelled' | 'deadline-exceeded'): void => {
        settle(failed(code, 'The call was stopped before it was answered'));
        abort();
      };
      const stopTimer = startTimer(limitMs, () => stop('deadline-exceeded'));
      const settle = (answer: Answer<unknown>): void => {
        stopTimer();
        this.#running.delete(callId);
        resolve(answer);
      };
      this.#running.set(callId, { stop });
      void work.then(settle);
    });
  }

  #failTopic(subscriptionId: number, error: CallError): void {
    void this.#peer.$callEvent('topicFailed', subscriptionId, error).catch(() => undefined);
  }

  #codedErrorOf(name: string, error: unknown): CallError {
    if (error instanceof CodedError) return { code: error.code, message: error.message, details: error.details };
    this.#served.onInternalError(name, error);
    return { code: 'internal', message: 'The backend failed; its log says more' };
  }
}

/**
 * Serves one client over one channel until it closes. `caller` is who the host found the client to be; nothing the client says changes it.
 * Answers the function that ends the service and leaves the channel open.
 */
export function serveClient(channel: Channel, served: ServedApi, caller: Caller): () => void {
  const session = new ClientSession(channel, served, caller);
  return () => session.end();
}
