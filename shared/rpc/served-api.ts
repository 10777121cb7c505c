import type { BackendApi, CallName } from '../contract/backend-api.ts';
import type { CallSignal } from '../contract/backend-client.ts';
import type { Caller } from '../contract/caller.ts';
import type { TopicEvent, TopicName, Topics } from '../contract/topics.ts';

export interface CallContext {
  readonly caller: Caller;
  /** Aborted when the client cancels, its deadline passes or its channel closes. */
  readonly signal: CallSignal;
}

/** One handler a call. Throws CodedError; anything else thrown is logged and answered as `internal`. */
export type CallHandlers = {
  readonly [Name in CallName]: (
    request: BackendApi[Name]['request'],
    context: CallContext,
  ) => BackendApi[Name]['answer'] | Promise<BackendApi[Name]['answer']>;
};

export interface TopicPublisher {
  /**
   * Sends a snapshot, or the deltas after `sinceRevision` when it still has them, then every later delta. `sinceRevision` is only
   * meaningful within one `epoch` (one run of the backend): the RPC layer compares it. Answers the function that ends it.
   * Throws CodedError `forbidden`, `unknown-topic` or `invalid-request`.
   */
  subscribe<Name extends TopicName>(
    topic: Name,
    params: Topics[Name]['params'],
    caller: Caller,
    sinceRevision: number | null,
    send: (event: TopicEvent<Name>) => void,
  ): () => void;
}

/** What the backend gives to shared/rpc to be served to one client. */
export interface ServedApi {
  readonly handlers: CallHandlers;
  readonly topics: TopicPublisher;
  /** Changes with every start of the backend. */
  readonly epoch: string;
  /** Called for errors that are not coded; gets the call's name, never its arguments. */
  readonly onInternalError: (callName: string, error: unknown) => void;
}
