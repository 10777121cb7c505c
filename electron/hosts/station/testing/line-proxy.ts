import { connect, createServer, type Server, type Socket } from 'node:net';

/** What a line does to bytes on their way from the server: passes them on, swallows them, or breaks after so many. */
export type LineFault = { readonly kind: 'none' } | { readonly kind: 'silent' } | { readonly kind: 'cut'; readonly afterBytes: number };

/** A line between station and server that a test can break wherever it likes, inside a message too. */
export class LineProxy {
  readonly #server: Server;
  readonly #sockets = new Set<Socket>();
  #fault: LineFault = { kind: 'none' };
  #passedBytes = 0;
  #recorded: Buffer[] | null = null;

  private constructor(port: number) {
    this.#server = createServer((client) => this.#forward(client, connect(port, '127.0.0.1')));
  }

  static async to(port: number): Promise<LineProxy> {
    const proxy = new LineProxy(port);
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
  }

  /** Resets every connection. */
  breakAll(): void {
    for (const socket of this.#sockets) socket.resetAndDestroy();
    this.#sockets.clear();
  }

  async close(): Promise<void> {
    this.breakAll();
    await new Promise((resolve) => this.#server.close(resolve));
  }

  #forward(client: Socket, server: Socket): void {
    for (const [socket, other] of [
      [client, server],
      [server, client],
    ] as const) {
      this.#sockets.add(socket);
      socket.on('error', () => other.destroy());
      socket.on('close', () => {
        this.#sockets.delete(socket);
        other.destroy();
      });
    }
    client.on('data', (bytes) => {
      if (this.#fault.kind !== 'silent') server.write(bytes);
    });
    server.on('data', (bytes) => this.#passOn(bytes, client));
  }

  #passOn(bytes: Buffer, client: Socket): void {
    const fault = this.#fault;
    if (fault.kind === 'silent') return;
    const left = fault.kind === 'cut' ? fault.afterBytes - this.#passedBytes : bytes.length;
    const passed = bytes.subarray(0, Math.max(left, 0));
    this.#passedBytes += passed.length;
    this.#recorded?.push(Buffer.from(passed));
    if (passed.length === bytes.length) client.write(passed);
    else client.write(passed, () => this.breakAll());
  }
}
