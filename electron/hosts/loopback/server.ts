import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { HostFailedError } from '../../../shared/host/host-failure.ts';
import type { ApplicationFolders } from '../application-folders.ts';
import type { LoopbackAccess } from './access.ts';
import { type HttpSite, handleRequest } from './http-requests.ts';
import { createSocketRequests, type OnClient, type SocketRequests } from './socket-requests.ts';

const LOOPBACK = '127.0.0.1';

export interface LoopbackServerOptions {
  readonly folders: ApplicationFolders;
  readonly access: LoopbackAccess;
  /** 0 lets the system choose. */
  readonly port: number;
  /** Origins beside the server's own whose pages may connect. */
  readonly otherOrigins: readonly string[];
  readonly onClient: OnClient;
}

export interface LoopbackServer {
  readonly origin: string;
  readonly port: number;
  close(): Promise<void>;
}

/** Resolves once the port is held. @throws HostFailedError `port-taken` */
function listen(server: Server, port: number): Promise<number> {
  return new Promise((resolve, reject) => {
    server.once('error', (cause) => reject(new HostFailedError('port-taken', { port }, { cause })));
    server.listen({ host: LOOPBACK, port, exclusive: true }, () => resolve((server.address() as AddressInfo).port));
  });
}

/** Serves the window's files and its connections on 127.0.0.1 only. */
export async function startLoopbackServer(options: LoopbackServerOptions): Promise<LoopbackServer> {
  const server = createServer({ requestTimeout: 10_000, maxHeaderSize: 16 * 1024 });
  const port = await listen(server, options.port);
  const origin = `http://${LOOPBACK}:${port}`;
  const site: HttpSite = { folders: options.folders, access: options.access, origins: [origin, ...options.otherOrigins], port };
  const sockets: SocketRequests = createSocketRequests(site, options.onClient);
  server.on('request', (request, response) => void handleRequest(request, response, site));
  server.on('upgrade', (request, stream, head) => sockets.handleUpgrade(request, stream, head));
  return {
    origin,
    port,
    close: () => {
      sockets.close();
      return new Promise((resolve) => {
        server.close(() => resolve());
        server.closeAllConnections();
      });
    },
  };
}
