import { whyNoNats } from './why-no-nats.ts';

const why = whyNoNats();
if (why !== null) console.error(`not tried: ${why}`);

/** For tests that start a nats-server: they are skipped, and this has said so. */
export const isWithoutNats = why !== null;
