import type { Face } from '../../shared/contract/caller.ts';
import { CodedError } from '../../shared/contract/errors.ts';
import { SOCKET_ACCEPTED, SOCKET_REFUSED_CODE } from '../../shared/host/supervision.ts';
import type { Channel } from '../../shared/rpc/channel.ts';
import { socketChannel } from '../../shared/rpc/socket-channel.ts';

const ACCEPT_TIMEOUT_MS = 6_000;

/**
 * Opens a socket to a loopback host. `key` is a token or ticket, or empty where the browser holds the cookie.
 * Rejects when there is no connection now, with CodedError `forbidden` when the host does not know the key.
 */
export function openSocketChannel(origin: string, face: Face, key: string): Promise<Channel> {
  const socket = new WebSocket(`${origin.replace(/^http/, 'ws')}/backend/${face}`);
  socket.binaryType = 'arraybuffer';
  return new Promise((resolve, reject) => {
    const timer = setTimeout(() => socket.close(), ACCEPT_TIMEOUT_MS);
    socket.addEventListener('open', () => socket.send(key), { once: true });
    socket.addEventListener(
      'message',
      (event) => {
        clearTimeout(timer);
        if (event.data === SOCKET_ACCEPTED) resolve(socketChannel(socket, 'client'));
        else socket.close();
      },
      { once: true },
    );
    socket.addEventListener(
      'close',
      (event) => {
        clearTimeout(timer);
        reject(
          event.code === SOCKET_REFUSED_CODE
            ? new CodedError('forbidden', 'The host does not know this window')
            : new Error('No connection'),
        );
      },
      { once: true },
    );
  });
}
