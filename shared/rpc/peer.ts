import { type BirpcReturn, createBirpc } from 'birpc';
import type { Channel } from './channel.ts';

/** The other end of a channel. Calls reject when the channel closes; `asEvent` expects no answer. */
export type Peer<Remote extends object> = BirpcReturn<Remote>;

function isRpcMessage(message: unknown): message is { t: 'q' | 's' } {
  return typeof message === 'object' && message !== null && 't' in message && (message.t === 'q' || message.t === 's');
}

/**
 * Speaks RPC over a channel: offers `local`'s functions and calls the other end's. The only file that knows the RPC library.
 * `onFault` hears of messages that are not RPC and of answers that could not be sent.
 */
export function openPeer<Remote extends object>(channel: Channel, local: object, onFault: (error: unknown) => void): Peer<Remote> {
  const peer = createBirpc<Remote>(
    {},
    {
      post: (message: unknown) => channel.post(message),
      on: (receive) =>
        channel.onMessage((message) => (isRpcMessage(message) ? void receive(message) : onFault(new Error('Message is not RPC')))),
      // A name from the other end reaches own functions only, never what every object inherits.
      resolver: (name) => ownFunction(local, name),
      // Deadlines are kept by the callers: the library must not end a call before them.
      timeout: -1,
      onGeneralError: (error) => {
        onFault(error);
        return false;
      },
    },
  );
  channel.onClose(() => peer.$close());
  return peer;
}

function ownFunction(local: object, name: string): ((...values: unknown[]) => unknown) | undefined {
  const candidate: unknown = Object.hasOwn(local, name) ? Reflect.get(local, name) : undefined;
  return typeof candidate === 'function' ? (...values: unknown[]): unknown => Reflect.apply(candidate, local, values) : undefined;
}
