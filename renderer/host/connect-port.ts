import { BACKEND_LOST_MESSAGE, BACKEND_PORT_MESSAGE } from '../../shared/host/host-facts.ts';
import type { Channel } from '../../shared/rpc/channel.ts';
import { messagePortChannel } from '../../shared/rpc/message-port-channel.ts';

function isFromHost(event: MessageEvent, message: string): boolean {
  return event.source === window && event.origin === location.origin && event.data === message;
}

/** Resolves with the port that Electron's main process sends after it was asked for one. Listen before asking. */
export function receivePort(): Promise<MessagePort> {
  return new Promise((resolve) => {
    const onMessage = (event: MessageEvent): void => {
      const [port] = event.ports;
      if (!isFromHost(event, BACKEND_PORT_MESSAGE) || port === undefined) return;
      window.removeEventListener('message', onMessage);
      resolve(port);
    };
    window.addEventListener('message', onMessage);
  });
}

/** A channel over the port; it also closes when the main process says that the backend behind it has ended. */
export function portChannel(port: MessagePort): Channel {
  const channel = messagePortChannel(port);
  const onMessage = (event: MessageEvent): void => {
    if (isFromHost(event, BACKEND_LOST_MESSAGE)) channel.close();
  };
  window.addEventListener('message', onMessage);
  channel.onClose(() => window.removeEventListener('message', onMessage));
  return channel;
}
