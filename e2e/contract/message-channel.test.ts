import { MessageChannel, type MessagePort } from 'node:worker_threads';
import { messagePortChannel, type PortLike } from '../../shared/rpc/message-port-channel.ts';
import { describeContract } from './contract-suite.ts';

/** Node's port in the words of a window's. */
function portLike(port: MessagePort): PortLike {
  return {
    postMessage: (message) => port.postMessage(message),
    addEventListener: (type: 'message' | 'close', listener: (event: { readonly data: unknown }) => void) => {
      if (type === 'message') port.on('message', (data: unknown) => listener({ data }));
      else port.on('close', () => listener({ data: null }));
    },
    start: () => port.start(),
    close: () => port.close(),
  };
}

describeContract('a MessageChannel', async () => {
  const ports: PortLike[] = [];
  return {
    open: async (accept) => {
      const { port1, port2 } = new MessageChannel();
      const [server, client] = [portLike(port1), portLike(port2)];
      ports.push(server, client);
      accept(messagePortChannel(server));
      return messagePortChannel(client);
    },
    close: async () => {
      for (const port of ports) port.close();
    },
  };
});
