import type { BackendApi, CallName } from './backend-api.ts';
import type { Answer, CallError } from './errors.ts';
import type { TopicEvent, TopicName, Topics } from './topics.ts';

export type ConnectionState = 'connecting' | 'connected' | 'reconnecting' | 'refused' | 'closed';

export interface CallOptions {
  /** Default 10 s; after it the answer is `deadline-exceeded` and the backend is told to stop. */
  readonly deadlineMs?: number;
  /** Aborting it answers `cancelled` and tells the backend to stop. */
  readonly signal?: CallSignal;
}
/** The part of an AbortSignal that is needed here; shared code knows neither DOM nor Node. */
export interface CallSignal {
  readonly aborted: boolean;
  addEventListener(type: 'abort', listener: () => void, options?: { once?: boolean }): void;
  removeEventListener(type: 'abort', listener: () => void): void;
}

export interface TopicListener<Name extends TopicName> {
  onEvent(event: TopicEvent<Name>): void;
  /** The topic cannot be served: forbidden, invalid. It is not tried again. */
  onFailed(error: CallError): void;
}

/** What a window, the command line or a test holds: the same over every transport. */
export interface BackendClient {
  call<Name extends CallName>(
    name: Name,
    request: BackendApi[Name]['request'],
    options?: CallOptions,
  ): Promise<Answer<BackendApi[Name]['answer']>>;
  /** Answers the function that ends the subscription. After a reconnect it goes on where it stood, or with a new snapshot. */
  subscribe<Name extends TopicName>(topic: Name, params: Topics[Name]['params'], listener: TopicListener<Name>): () => void;
  onState(listener: (state: ConnectionState) => void): () => void;
  readonly state: ConnectionState;
  close(): void;
}
