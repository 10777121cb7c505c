// One coverage snapshot of all 12,410 grids, asked for and received: through the contract over both transports, beside what the transport itself
// needs for the same numbers and beside JSON. The other end is another thread.
import { once } from 'node:events';
import { join } from 'node:path';
import { type TransferListItem, Worker } from 'node:worker_threads';
import { WebSocket } from 'ws';
import type { BackendClient } from '../../shared/contract/backend-client.ts';
import { connectBackend } from '../../shared/rpc/connect.ts';
import { messagePortChannel } from '../../shared/rpc/message-port-channel.ts';
import { socketChannel } from '../../shared/rpc/socket-channel.ts';
import { BenchReport, distributionOf, spend } from './harness.ts';
import { GRID_COUNT, type TransportPeerData, unpacked } from './parts/coverage-snapshot.ts';

const REPETITIONS = 400;
const WARM_UPS = 100;

interface Way {
  readonly name: string;
  /** Asks once; resolves with one column of the answer. */
  readonly ask: () => Promise<ArrayLike<number> | undefined>;
  /** Name of the way that this one is compared with. */
  readonly floor: string;
}

interface JsonSnapshot {
  readonly columns: { readonly listed: readonly number[] };
}

function listedOf(answer: unknown): ArrayLike<number> | undefined {
  const { columns } = answer as { readonly columns: { readonly listed: Uint16Array } };
  return columns.listed;
}

async function askContract(client: BackendClient): Promise<ArrayLike<number> | undefined> {
  const answer = await client.call('settings', {});
  return answer.ok ? listedOf(answer.value['snapshot']) : undefined;
}

/** A JSON answer is worth something only as the columns that the window draws from. */
function parseJson(text: string): Uint16Array {
  const { columns } = JSON.parse(text) as JsonSnapshot;
  const all = Object.values(columns).map((column) => Uint16Array.from(column));
  return all[0] ?? new Uint16Array(0);
}

async function openSocket(port: number, path: string): Promise<WebSocket> {
  const socket = new WebSocket(`ws://127.0.0.1:${port}/${path}`, { perMessageDeflate: false });
  socket.binaryType = 'arraybuffer';
  await once(socket, 'open');
  return socket;
}

async function rawSocketAnswer(socket: WebSocket, request: 'binary' | 'json'): Promise<ArrayBuffer> {
  socket.send(request);
  const [data] = (await once(socket, 'message')) as [ArrayBuffer];
  return data;
}

function rawPortAnswer(port: MessagePort, request: 'clone' | 'json'): Promise<unknown> {
  return new Promise((resolve) => {
    port.onmessage = ({ data }) => resolve(data);
    port.postMessage(request);
  });
}

async function measure({
  name,
  ask,
}: Way): Promise<{ readonly name: string; readonly p50: number; readonly p95: number; readonly cpuMs: number }> {
  const samples: number[] = [];
  const askOnce = async (): Promise<void> => {
    const startMs = performance.now();
    const column = await ask();
    samples.push(performance.now() - startMs);
    if (column?.length !== GRID_COUNT) throw new Error(`${name} lost the snapshot`);
  };
  for (let repetition = 0; repetition < WARM_UPS; repetition += 1) await askOnce();
  samples.length = 0;
  const { cpuMs } = await spend(async () => {
    for (let repetition = 0; repetition < REPETITIONS; repetition += 1) await askOnce();
  });
  const { p50, p95 } = distributionOf(samples);
  return { name, p50, p95, cpuMs: cpuMs / REPETITIONS };
}

const contract = new MessageChannel();
const raw = new MessageChannel();
const peerData: TransportPeerData = { contractPort: contract.port2, rawPort: raw.port2 };
// The global port and the one of node:worker_threads are one class with two declarations.
const transferList = [contract.port2, raw.port2].map((port) => port as object as TransferListItem);
const peer = new Worker(join(import.meta.dirname, 'parts', 'transport-peer.ts'), { workerData: peerData, transferList });
const [port] = (await once(peer, 'message')) as [number];
const portClient = connectBackend(async () => messagePortChannel(contract.port1));
const contractSocket = await openSocket(port, 'contract');
const socketClient = connectBackend(async () => socketChannel(contractSocket, 'client'));
const rawSocket = await openSocket(port, 'raw');

const WAYS: readonly Way[] = [
  { name: 'MessagePort, bare clone', floor: '', ask: async () => listedOf(await rawPortAnswer(raw.port1, 'clone')) },
  { name: 'MessagePort, contract', floor: 'MessagePort, bare clone', ask: () => askContract(portClient) },
  {
    name: 'MessagePort, JSON',
    floor: 'MessagePort, bare clone',
    ask: async () => parseJson(String(await rawPortAnswer(raw.port1, 'json'))),
  },
  { name: 'WebSocket, bare binary frame', floor: '', ask: async () => unpacked(await rawSocketAnswer(rawSocket, 'binary'))[0] },
  { name: 'WebSocket, contract', floor: 'WebSocket, bare binary frame', ask: () => askContract(socketClient) },
  {
    name: 'WebSocket, JSON',
    floor: 'WebSocket, bare binary frame',
    ask: async () => parseJson(new TextDecoder().decode(await rawSocketAnswer(rawSocket, 'json'))),
  },
];

const report = new BenchReport('Transport of one coverage snapshot');
const results = new Map<string, Awaited<ReturnType<typeof measure>>>();
for (const way of WAYS) results.set(way.name, await measure(way));
const timesFloor = ({ name, floor }: Way): number => (results.get(name)?.cpuMs ?? Number.NaN) / (results.get(floor)?.cpuMs ?? Number.NaN);
report.table(
  ['asked and received, both ends', 'CPU ms', 'wall p50 ms', 'wall p95 ms', '× the bare transport, by CPU'],
  WAYS.map((way) => {
    const result = results.get(way.name);
    return [
      way.name,
      result?.cpuMs ?? Number.NaN,
      result?.p50 ?? Number.NaN,
      result?.p95 ?? Number.NaN,
      way.floor === '' ? '1' : timesFloor(way),
    ];
  }),
);
for (const way of WAYS.filter(({ floor }) => floor !== '')) {
  report.figure({ name: `snapshot by ${way.name}`, value: timesFloor(way), unit: '× the bare transport' });
}
for (const client of [portClient, socketClient]) client.close();
rawSocket.terminate();
raw.port1.close();
await peer.terminate();
report.finish();
