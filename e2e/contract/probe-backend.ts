import { QUIET_OFFICE } from '../../electron/backend/topics/testing/quiet-office.ts';
import type { BackendApi, CallName } from '../../shared/contract/backend-api.ts';
import { CodedError } from '../../shared/contract/errors.ts';
import { LIVE_SOURCE } from '../../shared/contract/testing/live-source.ts';
import type { StatusSnapshot, TopicEvent, TopicName } from '../../shared/contract/topics.ts';
import type { CallContext, CallHandlers, ServedApi } from '../../shared/rpc/served-api.ts';

type Handler = (request: unknown, context: CallContext) => unknown;

/** What the contract suite serves: every call echoes what it was given, or does what the test put in its place. */
export class ProbeBackend {
  readonly internalErrors: { readonly callName: string; readonly error: unknown }[] = [];
  readonly subscriptions: {
    readonly topic: string;
    readonly sinceRevision: number | null;
    isEnded: boolean;
    readonly send: (event: TopicEvent<TopicName>) => void;
  }[] = [];
  readonly #handlers = new Map<string, Handler>();
  readonly #epoch: string;
  readonly #waiters: (() => void)[] = [];

  constructor(epoch: string) {
    this.#epoch = epoch;
  }

  handle<Name extends CallName>(name: Name, handler: (request: BackendApi[Name]['request'], context: CallContext) => unknown): void {
    this.#handlers.set(name, handler as Handler);
  }

  /** Resolves once that many subscriptions were ever made. */
  async subscribed(count: number): Promise<void> {
    while (this.subscriptions.length < count) await new Promise<void>((resolve) => this.#waiters.push(resolve));
  }

  get served(): ServedApi {
    const handlers = new Proxy({} as CallHandlers, {
      get: (_target, name: string) => this.#handlers.get(name) ?? ((request: unknown) => request),
      getOwnPropertyDescriptor: (_target, name: string) =>
        name === 'noSuchCall' ? undefined : { configurable: true, enumerable: true, value: null },
    });
    return {
      handlers,
      epoch: this.#epoch,
      onInternalError: (callName, error) => void this.internalErrors.push({ callName, error }),
      topics: {
        subscribe: (topic, _params, caller, sinceRevision, send) => {
          if (topic === 'workers' && caller.face === 'wall') throw new CodedError('forbidden', 'the wall is never given workers');
          const subscription = { topic, sinceRevision, isEnded: false, send: (event: TopicEvent<TopicName>) => send(event as never) };
          this.subscriptions.push(subscription);
          for (const resolve of this.#waiters.splice(0)) resolve();
          return () => {
            subscription.isEnded = true;
          };
        },
      },
    };
  }
}

export function statusAt(nowMs: number): StatusSnapshot {
  return {
    nowMs,
    replica: { phase: 'live' },
    position: '0/0',
    source: LIVE_SOURCE,
    sources: [],
    quarantinedRows: 0,
    batches: [],
    office: QUIET_OFFICE,
  };
}
