import type { Answer, CallError } from '../contract/errors.ts';

/** What both ends say to each other over any channel. Names of calls and topics are checked where they arrive. */

export interface Welcome {
  readonly contractVersion: number;
  /** Changes with every start of the backend: revisions of topics only compare within one. */
  readonly epoch: string;
}

/** What the backend's end listens to. `hello` comes first; anything before it is answered `contract-mismatch`. */
export interface ServerEnd {
  hello(contractVersion: number): Answer<Welcome>;
  /** `callId` is the client's, unique within its connection. The backend gives up by itself after `deadlineMs`. */
  call(callId: number, name: string, request: unknown, deadlineMs: number): Promise<Answer<unknown>>;
  cancel(callId: number): void;
  subscribe(subscriptionId: number, topic: string, params: unknown, sinceRevision: number | null): void;
  unsubscribe(subscriptionId: number): void;
}

/** What the client's end listens to. */
export interface ClientEnd {
  topicEvent(subscriptionId: number, event: unknown): void;
  topicFailed(subscriptionId: number, error: CallError): void;
}
