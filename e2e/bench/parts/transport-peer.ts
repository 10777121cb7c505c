// The other end of transport.bench.ts, in a thread of its own: one coverage snapshot, sent in every way on request.
import { once } from 'node:events';
import type { AddressInfo } from 'node:net';
import { parentPort, workerData } from 'node:worker_threads';
import { type WebSocket, WebSocketServer } from 'ws';
import { WHOLE_CITY } from '../../../shared/domain/areas.ts';
import type { Caller } from '../../../shared/contract/caller.ts';
import { messagePortChannel } from '../../../shared/rpc/message-port-channel.ts';
import { serveClient } from '../../../shared/rpc/serve.ts';
import { socketChannel } from '../../../shared/rpc/socket-channel.ts';
import { ProbeBackend } from '../../contract/probe-backend.ts';
import { coverageSnapshot, packed, type TransportPeerData } from './coverage-snapshot.ts';

const CALLER: Caller = { face: 'console', user: 'bench', role: 'operator', competence: WHOLE_CITY };
const snapshot = coverageSnapshot();
const backend = new ProbeBackend('bench');
backend.handle('settings', () => ({ snapshot }));

// What the thread is started with is written in one place only.
const { contractPort, rawPort } = workerData as TransportPeerData;
serveClient(messagePortChannel(contractPort), backend.served, CALLER);
rawPort.onmessage = ({ data }) => rawPort.postMessage(data === 'json' ? JSON.stringify(plain(snapshot)) : snapshot);

/** What a program without typed arrays would send. */
function plain(value: unknown): unknown {
  if (ArrayBuffer.isView(value)) return Array.from(value as Uint16Array);
  if (typeof value !== 'object' || value === null) return value;
  return Object.fromEntries(Object.entries(value).map(([name, part]) => [name, plain(part)]));
}

function answerRaw(socket: WebSocket, request: string): void {
  socket.send(request === 'json' ? JSON.stringify(plain(snapshot)) : packed(snapshot));
}

const server = new WebSocketServer({ host: '127.0.0.1', port: 0, perMessageDeflate: false });
await once(server, 'listening');
server.on('connection', (socket, request) => {
  socket.binaryType = 'arraybuffer';
  if (request.url === '/contract') serveClient(socketChannel(socket, 'server'), backend.served, CALLER);
  else socket.on('message', (data: ArrayBuffer) => answerRaw(socket, new TextDecoder().decode(data)));
});
parentPort?.postMessage((server.address() as AddressInfo).port);
