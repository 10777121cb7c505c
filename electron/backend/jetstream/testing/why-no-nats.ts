import { findNatsServer } from '../nats-server.ts';

/** Why nothing with a nats-server can be tried on this machine, or null. */
export function whyNoNats(): string | null {
  return findNatsServer() === null ? 'no nats-server on this machine' : null;
}
