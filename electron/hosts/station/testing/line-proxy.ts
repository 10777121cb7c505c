import { connect, createServer, type Server, type Socket } from 'node:net';
import { setTimeout as wait } from 'node:timers/promises';
import type { Translator } from './spoken-version.ts';

/** What a line does to bytes on their way. */
export type LineFault =
  | { readonly kind: 'none' }
  /** Swallows what comes from the station, from the server, or from both; nobody is told. Begins at once, or when the station has said this. */
  | { readonly kind: 'silent'; readonly from?: 'station' | 'server'; readonly onceSaid?: string }
  /** Passes on so many bytes of the server's, then resets. */
  | { readonly kind: 'cut'; readonly afterBytes: number }
  /** Passes on what the server sends in pieces, with a pause after each. */
  | { readonly kind: 'slow'; readonly pieceBytes: number; readonly pauseMs: number };

/** A line between station and server that a test can break wherever it likes, inside a message too. */
export class LineProxy {
  /** Of the server that new connections go to. */
  port: number;
  readonly #server: Server;
  readonly #sockets = new Set<Socket>();
  readonly #servers = new Set<Socket>();
  #fault: LineFault = { kind: 'none' };
  #passedBytes = 0;
  #isSaid = false;
  #recorded: Buffer[] | null = null;

  private constructor(port: number, translator: () => Translator) {
    this.port = port;
    this.#server = createServer((client) => this.#forward(client, connect(this.port, '127.0.0.1'), translator()));
  }

  /** @param translator makes what stands between the server and the faults of one connection */
  static async to(port: number, translator: () => Translator = () => (bytes) => bytes): Promise<LineProxy> {
    const proxy = new LineProxy(port, translator);
    await new Promise<void>((resolve) => proxy.#server.listen(0, '127.0.0.1', resolve));
    return proxy;
  }

  /** `host:port` */
  get address(): string {
    const address = this.#server.address();
    return `127.0.0.1:${typeof address === 'object' && address !== null ? address.port : 0}`;
  }

  /** Bytes from the server that were passed on since the last fault was set. */
  get passedBytes(): number {
    return this.#passedBytes;
  }

  /** Keeps everything that the server sends from now on. */
  record(): void {
    this.#recorded = [];
  }

  /** What the server sent since `record`. */
  get recorded(): Buffer {
    return Buffer.concat(this.#recorded ?? []);
  }

  set fault(fault: LineFault) {
    this.#fault = fault;
    this.#passedBytes = 0;
    this.#isSaid = false;
  }

  /** Resets every connection. */
  breakAll(): void {
    for (const socket of this.#sockets) socket.resetAndDestroy();
    this.#sockets.clear();
  }

  /** Ends the server's side of every connection alone; with a silent line the station's stays open, and is never told. */
  breakServerSide(): void {
    for (const socket of this.#servers) socket.resetAndDestroy();
  }

  async close(): Promise<void> {
    this.breakAll();
    await new Promise((resolve) => this.#server.close(resolve));
  }

  #forward(client: Socket, server: Socket, translate: Translator): void {
    this.#servers.add(server);
    for (const [socket, other] of [
      [client, server],
      [server, client],
    ] as const) {
      this.#sockets.add(socket);
      socket.on('error', () => other.destroy());
      socket.on('close', () => {
        this.#sockets.delete(socket);
        this.#servers.delete(server);
        // Where nobody is told, the other side stays open.
        if (!this.#swallows(socket === client ? 'station' : 'server')) other.destroy();
      });
    }
    client.on('data', (bytes) => {
      if (!this.#swallows('station')) server.write(bytes);
      if (this.#fault.kind === 'silent' && bytes.includes(this.#fault.onceSaid ?? '')) this.#isSaid = true;
    });
    server.on('data', (bytes) => this.#passOn(translate(bytes), client, server));
  }

  #swallows(from: 'station' | 'server'): boolean {
    const fault = this.#fault;
    return fault.kind === 'silent' && (fault.from ?? from) === from && (fault.onceSaid === undefined || this.#isSaid);
  }

  #passOn(bytes: Buffer, client: Socket, server: Socket): void {
    const fault = this.#fault;
    if (this.#swallows('server')) return;
    const left = fault.kind === 'cut' ? fault.afterBytes - this.#passedBytes : bytes.length;
    const passed = bytes.subarray(0, Math.max(left, 0));
    this.#passedBytes += passed.length;
    this.#recorded?.push(Buffer.from(passed));
    if (fault.kind === 'slow') void passOnSlowly(passed, fault, client, server);
    else if (passed.length === bytes.length) client.write(passed);
    else client.write(passed, () => this.breakAll());
  }
}

/** The server is not listened to meanwhile: what it has to say waits there, as on a narrow line. */
async function passOnSlowly(bytes: Buffer, { pieceBytes, pauseMs }: Extract<LineFault, { kind: 'slow' }>, client: Socket, server: Socket) {
  server.pause();
  for (let from = 0; from < bytes.length && !client.destroyed; from += pieceBytes) {
    client.write(bytes.subarray(from, from + pieceBytes));
    await wait(pauseMs);
  }
  server.resume();
}
