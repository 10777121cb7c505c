import type { Channel } from './channel.ts';

/** The part that the ports of a window, of a Node worker and (wrapped) of Electron have in common. */
export interface PortLike {
  postMessage(message: unknown): void;
  addEventListener(type: 'message', listener: (event: { readonly data: unknown }) => void): void;
  addEventListener(type: 'close', listener: () => void): void;
  start(): void;
  close(): void;
}

/** A channel over a port: messages are cloned as they are. */
export function messagePortChannel(port: PortLike): Channel {
  let isClosed = false;
  const closeListeners: (() => void)[] = [];
  const markClosed = (): void => {
    if (isClosed) return;
    isClosed = true;
    for (const listener of closeListeners) listener();
  };
  port.addEventListener('close', markClosed);
  return {
    post: (message) => {
      if (!isClosed) port.postMessage(message);
    },
    onMessage: (listener) => {
      port.addEventListener('message', (event) => {
        if (!isClosed) listener(event.data);
      });
      port.start();
    },
    onClose: (listener) => {
      if (isClosed) listener();
      else closeListeners.push(listener);
    },
    close: () => {
      port.close();
      markClosed();
    },
  };
}
