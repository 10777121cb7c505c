import type { BackendApi, CallName } from '../contract/backend-api.ts';
import type { BackendClient, CallOptions, ConnectionState, TopicListener } from '../contract/backend-client.ts';
import { CONTRACT_VERSION } from '../contract/contract-version.ts';
import type { Answer } from '../contract/errors.ts';
import type { TopicEvent, TopicName, Topics } from '../contract/topics.ts';
import { BackendLink, type LinkOptions } from './backend-link.ts';
import type { Channel } from './channel.ts';
import { callThroughLink } from './client-call.ts';
import { ClientTopics } from './client-topics.ts';
import type { ClientEnd } from './protocol.ts';

const DEFAULT_OPTIONS: LinkOptions = {
  contractVersion: CONTRACT_VERSION,
  retryDelaysMs: [100, 250, 500, 1_000, 2_000, 4_000],
  openTimeoutMs: 10_000,
  helloTimeoutMs: 5_000,
};

class ConnectedClient implements BackendClient {
  readonly #topics = new ClientTopics();
  readonly #link: BackendLink;
  #lastCallId = 0;

  constructor(openChannel: () => Promise<Channel>, options: LinkOptions) {
    const clientEnd: ClientEnd = {
      // Topic and event pair up as they did when subscribing: the backend answers under the subscription's number.
      topicEvent: (id, event) => this.#topics.receive(id, event as TopicEvent<TopicName>),
      topicFailed: (id, error) => this.#topics.fail(id, error),
    };
    this.#link = new BackendLink(openChannel, clientEnd, options);
    this.#link.onState(() => this.#topics.useBackend(this.#link.linked));
  }

  get state(): ConnectionState {
    return this.#link.state;
  }

  async call<Name extends CallName>(
    name: Name,
    request: BackendApi[Name]['request'],
    options: CallOptions = {},
  ): Promise<Answer<BackendApi[Name]['answer']>> {
    this.#lastCallId += 1;
    const answer = await callThroughLink(this.#link, this.#lastCallId, name, request, options);
    // Both ends speak the same version of the contract: the handshake made sure.
    return answer as Answer<BackendApi[Name]['answer']>;
  }

  subscribe<Name extends TopicName>(topic: Name, params: Topics[Name]['params'], listener: TopicListener<Name>): () => void {
    return this.#topics.subscribe(topic, params, {
      onEvent: (event) => listener.onEvent(event as TopicEvent<Name>),
      onFailed: (error) => listener.onFailed(error),
    });
  }

  onState(listener: (state: ConnectionState) => void): () => void {
    return this.#link.onState(listener);
  }

  close(): void {
    this.#topics.clear();
    this.#link.close();
  }
}

/**
 * A client that stays connected: `openChannel` is called for the first channel and again, with growing waits, whenever one is lost.
 * It rejects when no channel can be had now; a CodedError `forbidden` means never, and the state becomes `refused`.
 */
export function connectBackend(openChannel: () => Promise<Channel>, options: Partial<LinkOptions> = {}): BackendClient {
  return new ConnectedClient(openChannel, { ...DEFAULT_OPTIONS, ...options });
}
