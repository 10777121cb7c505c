import type { MessagePortMain } from 'electron';
import type { PortLike } from '../../shared/rpc/message-port-channel.ts';

/** Electron's port, which speaks Node's event style, in the words of every other port. */
export function electronPort(port: MessagePortMain): PortLike {
  return {
    postMessage: (message) => port.postMessage(message),
    addEventListener: (type: 'message' | 'close', listener: (event: { readonly data: unknown }) => void) => {
      if (type === 'message') port.on('message', (event) => listener({ data: event.data }));
      else port.on('close', () => listener({ data: null }));
    },
    start: () => port.start(),
    close: () => port.close(),
  };
}
