import { decodeFrame, encodeFrame, MalformedFrameError } from './binary-codec.ts';
import type { Channel } from './channel.ts';
import { monotonicMs, startTimer } from './runtime.ts';

/** The part that a browser's WebSocket and the server library's have in common. `binaryType` must be `arraybuffer`. */
export interface SocketLike {
  readonly readyState: number;
  readonly bufferedAmount: number;
  send(data: Uint8Array<ArrayBuffer>): void;
  close(code?: number, reason?: string): void;
  /** Only on the server: drops the connection without the closing handshake. */
  terminate?(): void;
  addEventListener(type: 'message', listener: (event: { readonly data: unknown }) => void): void;
  addEventListener(type: 'close' | 'error', listener: () => void): void;
}

const OPEN = 1;
/** A browser may only close with 1000 or a number of its own. */
const PROTOCOL_ERROR = 4002;
/** An empty frame is a sign of life: the server sends them, the client answers each. A hidden window's timers sleep, its socket does not. */
const SIGN_OF_LIFE = new Uint8Array(0);
const BEAT_MS = 2_000;
/** Silence after which the other end is held for dead. */
const SILENCE_LIMIT_MS = 8_000;
/** A client that reads so slowly is cut off: it reconnects and resumes, instead of filling the backend's memory. */
const BUFFER_LIMIT_BYTES = 64 * 1024 * 1024;

class SocketChannel implements Channel {
  readonly #socket: SocketLike;
  readonly #role: 'server' | 'client';
  #messageListener: ((message: unknown) => void) | null = null;
  /** Came before anybody listened. */
  readonly #unheard: unknown[] = [];
  readonly #closeListeners: (() => void)[] = [];
  #isClosed = false;
  #heardAtMs = monotonicMs();
  #stopBeat: () => void = () => undefined;

  constructor(socket: SocketLike, role: 'server' | 'client') {
    this.#socket = socket;
    this.#role = role;
    socket.addEventListener('message', (event) => this.#receive(event.data));
    socket.addEventListener('close', () => this.#markClosed());
    socket.addEventListener('error', () => this.#giveUp());
    this.#scheduleBeat();
  }

  post(message: unknown): void {
    if (this.#isClosed) return;
    this.#send(encodeFrame(message));
    if (this.#socket.bufferedAmount > BUFFER_LIMIT_BYTES) this.#giveUp();
  }

  onMessage(listener: (message: unknown) => void): void {
    this.#messageListener = listener;
    for (const message of this.#unheard.splice(0)) listener(message);
  }

  onClose(listener: () => void): void {
    if (this.#isClosed) listener();
    else this.#closeListeners.push(listener);
  }

  close(): void {
    this.#socket.close();
    this.#markClosed();
  }

  #send(frame: Uint8Array<ArrayBuffer>): void {
    if (this.#socket.readyState === OPEN) this.#socket.send(frame);
  }

  #receive(data: unknown): void {
    if (this.#isClosed) return;
    this.#heardAtMs = monotonicMs();
    if (!(data instanceof ArrayBuffer)) return this.#refuse('text frame');
    if (data.byteLength === 0) {
      if (this.#role === 'client') this.#send(SIGN_OF_LIFE);
      return;
    }
    let message: unknown;
    try {
      message = decodeFrame(new Uint8Array(data));
    } catch (error) {
      return this.#refuse(error instanceof MalformedFrameError ? error.message : 'unreadable frame');
    }
    if (this.#messageListener === null) this.#unheard.push(message);
    else this.#messageListener(message);
  }

  #refuse(reason: string): void {
    this.#socket.close(PROTOCOL_ERROR, reason);
    this.#markClosed();
  }

  #scheduleBeat(): void {
    this.#stopBeat = startTimer(BEAT_MS, () => {
      if (monotonicMs() - this.#heardAtMs > SILENCE_LIMIT_MS) return this.#giveUp();
      if (this.#role === 'server') this.#send(SIGN_OF_LIFE);
      this.#scheduleBeat();
    });
  }

  /** A dead connection never finishes the closing handshake: whoever listens hears of it now. */
  #giveUp(): void {
    if (this.#socket.terminate === undefined) this.#socket.close();
    else this.#socket.terminate();
    this.#markClosed();
  }

  #markClosed(): void {
    if (this.#isClosed) return;
    this.#isClosed = true;
    this.#stopBeat();
    for (const listener of this.#closeListeners) listener();
  }
}

/** A channel over an open socket: one binary frame a message, a sign of life every 2 s, half-open connections found within 10 s. */
export function socketChannel(socket: SocketLike, role: 'server' | 'client'): Channel {
  return new SocketChannel(socket, role);
}
