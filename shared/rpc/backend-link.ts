import type { ConnectionState } from '../contract/backend-client.ts';
import { CodedError } from '../contract/errors.ts';
import type { Channel } from './channel.ts';
import { openPeer, type Peer } from './peer.ts';
import type { ClientEnd, ServerEnd, Welcome } from './protocol.ts';
import { startTimer } from './runtime.ts';

export interface LinkOptions {
  readonly contractVersion: number;
  /** Waits between attempts; the last one repeats. */
  readonly retryDelaysMs: readonly number[];
  readonly openTimeoutMs: number;
  readonly helloTimeoutMs: number;
}

/** A backend that answered the handshake. */
export interface LinkedBackend {
  readonly peer: Peer<ServerEnd>;
  readonly epoch: string;
}

/** Keeps one channel to the backend open: opens it, shakes hands, and starts over with growing waits when it is lost. */
export class BackendLink {
  readonly #openChannel: () => Promise<Channel>;
  readonly #clientEnd: ClientEnd;
  readonly #options: LinkOptions;
  readonly #stateListeners = new Set<(state: ConnectionState) => void>();
  #state: ConnectionState = 'connecting';
  #linked: LinkedBackend | null = null;
  #channel: Channel | null = null;
  #failedAttempts = 0;
  #stopRetry: () => void = () => undefined;

  constructor(openChannel: () => Promise<Channel>, clientEnd: ClientEnd, options: LinkOptions) {
    this.#openChannel = openChannel;
    this.#clientEnd = clientEnd;
    this.#options = options;
    void this.#connect();
  }

  get state(): ConnectionState {
    return this.#state;
  }

  /** Null while there is no backend to talk to. */
  get linked(): LinkedBackend | null {
    return this.#linked;
  }

  onState(listener: (state: ConnectionState) => void): () => void {
    this.#stateListeners.add(listener);
    return () => this.#stateListeners.delete(listener);
  }

  close(): void {
    this.#end('closed');
  }

  async #connect(): Promise<void> {
    let channel: Channel;
    try {
      channel = await this.#openInTime();
    } catch (error) {
      if (error instanceof CodedError && error.code === 'forbidden') this.#end('refused');
      else this.#retryLater();
      return;
    }
    if (this.#isOver()) return channel.close();
    this.#channel = channel;
    const peer = openPeer<ServerEnd>(channel, { ...this.#clientEnd }, () => undefined);
    channel.onClose(() => this.#lost(channel));
    await this.#shakeHands(channel, peer);
  }

  /** Rejects when who was asked for a channel does not answer; one that comes after that is closed. */
  #openInTime(): Promise<Channel> {
    return new Promise((resolve, reject) => {
      let isLate = false;
      const stopTimer = startTimer(this.#options.openTimeoutMs, () => {
        isLate = true;
        reject(new Error('No channel in time'));
      });
      const opened = (channel: Channel): void => (isLate ? channel.close() : resolve(channel));
      void this.#openChannel().then(opened, reject).finally(stopTimer);
    });
  }

  async #shakeHands(channel: Channel, peer: Peer<ServerEnd>): Promise<void> {
    const stopTimer = startTimer(this.#options.helloTimeoutMs, () => channel.close());
    try {
      const answer = await peer.$call('hello', this.#options.contractVersion);
      if (this.#channel !== channel) return;
      if (answer.ok) this.#welcome(peer, answer.value);
      else if (answer.error.code === 'contract-mismatch') this.#end('refused');
      else channel.close();
    } catch {
      channel.close();
    } finally {
      stopTimer();
    }
  }

  #welcome(peer: Peer<ServerEnd>, welcome: Welcome): void {
    this.#failedAttempts = 0;
    this.#linked = { peer, epoch: welcome.epoch };
    this.#enter('connected');
  }

  #lost(channel: Channel): void {
    if (this.#channel !== channel) return;
    this.#channel = null;
    const wasLinked = this.#linked !== null;
    this.#linked = null;
    if (this.#isOver()) return;
    if (wasLinked) this.#enter('reconnecting');
    this.#retryLater();
  }

  #retryLater(): void {
    if (this.#isOver()) return;
    const { retryDelaysMs } = this.#options;
    const delayMs = retryDelaysMs[Math.min(this.#failedAttempts, retryDelaysMs.length - 1)] ?? 0;
    this.#failedAttempts += 1;
    this.#stopRetry = startTimer(delayMs, () => void this.#connect());
  }

  #isOver(): boolean {
    return this.#state === 'closed' || this.#state === 'refused';
  }

  #end(state: 'closed' | 'refused'): void {
    if (this.#state === 'closed') return;
    this.#stopRetry();
    this.#linked = null;
    this.#enter(state);
    this.#channel?.close();
  }

  #enter(state: ConnectionState): void {
    if (this.#state === state) return;
    this.#state = state;
    for (const listener of [...this.#stateListeners]) listener(state);
  }
}
