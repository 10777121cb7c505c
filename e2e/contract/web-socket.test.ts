import { once } from 'node:events';
import type { AddressInfo } from 'node:net';
import { WebSocketServer } from 'ws';
import type { Channel } from '../../shared/rpc/channel.ts';
import { socketChannel } from '../../shared/rpc/socket-channel.ts';
import { describeContract } from './contract-suite.ts';

describeContract('a WebSocket', async () => {
  const server = new WebSocketServer({ host: '127.0.0.1', port: 0, perMessageDeflate: false });
  await once(server, 'listening');
  const { port } = server.address() as AddressInfo;
  let accept: (channel: Channel) => void = () => undefined;
  server.on('connection', (socket) => {
    socket.binaryType = 'arraybuffer';
    accept(socketChannel(socket, 'server'));
  });
  return {
    open: async (acceptChannel) => {
      accept = acceptChannel;
      // The WebSocket of the platform: the same interface as in a window.
      const socket = new WebSocket(`ws://127.0.0.1:${port}`);
      socket.binaryType = 'arraybuffer';
      await new Promise<void>((resolve, reject) => {
        socket.addEventListener('open', () => resolve(), { once: true });
        socket.addEventListener('error', () => reject(new Error('No connection')), { once: true });
      });
      return socketChannel(socket, 'client');
    },
    close: async () => {
      for (const socket of server.clients) socket.terminate();
      await new Promise((resolve) => server.close(resolve));
    },
  };
});
