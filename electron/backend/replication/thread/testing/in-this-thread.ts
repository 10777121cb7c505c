import { MessageChannel } from 'node:worker_threads';
import type { Clock } from '../../../clock.ts';
import type { ReplicationCarrier } from '../carrier.ts';
import { threadPort } from '../messages.ts';
import { runReplication } from '../replication-body.ts';

/** The same thread's body behind the same port, but on this thread and on the given clock. */
export function inThisThread(clock: Clock): ReplicationCarrier {
  return (settings) => {
    const { port1, port2 } = new MessageChannel();
    void runReplication(settings, { clock, startCheckpointer: null }, threadPort(port2));
    return { end: threadPort(port1), onEnded: (listener) => void port1.once('close', () => listener(null)), kill: () => port1.close() };
  };
}
