import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { encodeFrame } from './binary-codec.ts';
import { type SocketLike, socketChannel } from './socket-channel.ts';

/** One end of a line whose other end the test holds. */
class HeldSocket implements SocketLike {
  readyState = 1;
  bufferedAmount = 0;
  readonly sent: Uint8Array<ArrayBuffer>[] = [];
  closedWith: number | null = null;
  readonly #listeners = new Map<string, ((event: { readonly data: unknown }) => void)[]>();

  send(data: Uint8Array<ArrayBuffer>): void {
    this.sent.push(data);
  }
  close(code?: number): void {
    this.closedWith = code ?? 1000;
  }
  addEventListener(type: string, listener: (event: { readonly data: unknown }) => void): void {
    this.#listeners.set(type, [...(this.#listeners.get(type) ?? []), listener]);
  }
  hear(data: unknown): void {
    for (const listener of this.#listeners.get('message') ?? []) listener({ data });
  }
}

describe('a socket’s channel', () => {
  beforeEach(() => void vi.useFakeTimers({ toFake: ['setTimeout', 'clearTimeout', 'performance'] }));
  afterEach(() => void vi.useRealTimers());

  it.each(['client', 'server'] as const)(
    'finds out within 10 s that the %s’s other end is dead, without waiting for a handshake',
    (role) => {
      const socket = new HeldSocket();
      const closed = vi.fn();
      socketChannel(socket, role).onClose(closed);
      vi.advanceTimersByTime(8_000);
      expect(closed).not.toHaveBeenCalled();
      vi.advanceTimersByTime(2_000);
      expect(closed).toHaveBeenCalledOnce();
      expect(socket.closedWith).toBe(1000);
    },
  );

  it('stays open as long as signs of life come, and answers them', () => {
    const socket = new HeldSocket();
    const closed = vi.fn();
    socketChannel(socket, 'client').onClose(closed);
    for (let beat = 0; beat < 100; beat += 1) {
      vi.advanceTimersByTime(2_000);
      socket.hear(new ArrayBuffer(0));
    }
    expect(closed).not.toHaveBeenCalled();
    expect(socket.sent.filter((frame) => frame.byteLength === 0)).toHaveLength(100);
  });

  it('sends the server’s signs of life by itself: a hidden window’s timers sleep', () => {
    const socket = new HeldSocket();
    socketChannel(socket, 'server');
    vi.advanceTimersByTime(6_000);
    expect(socket.sent).toHaveLength(3);
  });

  it('keeps messages that come before anybody listens', () => {
    const socket = new HeldSocket();
    const channel = socketChannel(socket, 'server');
    socket.hear(encodeFrame('early').buffer);
    const heard: unknown[] = [];
    channel.onMessage((message) => heard.push(message));
    socket.hear(encodeFrame('late').buffer);
    expect(heard).toStrictEqual(['early', 'late']);
  });

  it.each([
    ['text', 'hello'],
    ['bytes that are no frame', new Uint8Array([1, 2, 3]).buffer],
  ])('ends at %s', (_kind, data) => {
    const socket = new HeldSocket();
    const closed = vi.fn();
    const channel = socketChannel(socket, 'server');
    channel.onMessage(() => expect.unreachable());
    channel.onClose(closed);
    socket.hear(data);
    expect([closed.mock.calls.length, socket.closedWith]).toStrictEqual([1, 4002]);
  });

  it('cuts off a client that does not read, before its messages fill the memory', () => {
    const socket = new HeldSocket();
    const closed = vi.fn();
    const channel = socketChannel(socket, 'server');
    channel.onClose(closed);
    socket.bufferedAmount = 65 * 1024 * 1024;
    channel.post('one more');
    expect(closed).toHaveBeenCalledOnce();
  });
});
