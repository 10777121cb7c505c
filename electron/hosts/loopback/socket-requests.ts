import type { IncomingMessage } from 'node:http';
import type { Duplex } from 'node:stream';
import { type WebSocket, WebSocketServer } from 'ws';
import type { Face } from '../../../shared/contract/caller.ts';
import { SOCKET_ACCEPTED, SOCKET_REFUSED_CODE } from '../../../shared/host/supervision.ts';
import type { Channel } from '../../../shared/rpc/channel.ts';
import { socketChannel } from '../../../shared/rpc/socket-channel.ts';
import { isFace } from './access.ts';
import { type HttpSite, isHostExact } from './http-requests.ts';

/** Calls carry queries, never bulk: a larger message is not one of ours. */
const LARGEST_MESSAGE_BYTES = 4 * 1024 * 1024;
/** A client that has not shown its key by then is sent away. */
const KEY_TIMEOUT_MS = 5_000;

export type OnClient = (channel: Channel, face: Face) => void;

function refuseUpgrade(stream: Duplex, status: string): void {
  stream.end(`HTTP/1.1 ${status}\r\nConnection: close\r\nContent-Length: 0\r\n\r\n`);
}

/** Waits for the first message: a token, a ticket, or the empty text that points to the cookie. */
function admit(socket: WebSocket, request: IncomingMessage, face: Face, site: HttpSite, onClient: OnClient): void {
  const timer = setTimeout(() => socket.close(SOCKET_REFUSED_CODE), KEY_TIMEOUT_MS);
  socket.once('close', () => clearTimeout(timer));
  socket.on('error', () => socket.terminate());
  socket.once('message', (data, isBinary) => {
    clearTimeout(timer);
    const credential =
      isBinary || !(data instanceof ArrayBuffer || Buffer.isBuffer(data)) ? null : Buffer.from(new Uint8Array(data)).toString('latin1');
    const isKnown =
      credential === ''
        ? site.access.holdsCookie(request.headers.cookie, face, site.port)
        : credential !== null && site.access.redeem(credential, face);
    if (!isKnown) return socket.close(SOCKET_REFUSED_CODE);
    socket.send(SOCKET_ACCEPTED);
    onClient(socketChannel(socket, 'server'), face);
  });
}

export interface SocketRequests {
  handleUpgrade(request: IncomingMessage, stream: Duplex, head: Buffer): void;
  /** Drops every connection. */
  close(): void;
}

/** Turns `/backend/<face>` connections of allowed origins that hold a key into channels. */
export function createSocketRequests(site: HttpSite, onClient: OnClient): SocketRequests {
  const sockets = new WebSocketServer({ noServer: true, maxPayload: LARGEST_MESSAGE_BYTES, perMessageDeflate: false });
  return {
    handleUpgrade: (request, stream, head) => {
      const face = /^\/backend\/(\w+)$/.exec(request.url ?? '')?.[1] ?? '';
      if (!isHostExact(request, site)) return refuseUpgrade(stream, '421 Misdirected Request');
      if (!site.origins.includes(request.headers.origin ?? '')) return refuseUpgrade(stream, '403 Forbidden');
      if (!isFace(face)) return refuseUpgrade(stream, '404 Not Found');
      sockets.handleUpgrade(request, stream, head, (socket) => {
        socket.binaryType = 'arraybuffer';
        admit(socket, request, face, site, onClient);
      });
    },
    close: () => {
      for (const socket of sockets.clients) socket.terminate();
      sockets.close();
    },
  };
}
