import type { BackendClient } from '../../shared/contract/backend-client.ts';
import type { Face } from '../../shared/contract/caller.ts';
import type { HostBridge } from '../../shared/host/host-facts.ts';
import type { Channel } from '../../shared/rpc/channel.ts';
import type { LinkOptions } from '../../shared/rpc/backend-link.ts';
import { connectBackend } from '../../shared/rpc/connect.ts';
import { portChannel, receivePort } from './connect-port.ts';
import { openSocketChannel } from './connect-socket.ts';
import { electronBridge } from './host-bridge.ts';
import { openSession } from './session-key.ts';

async function openThroughBridge(bridge: HostBridge, face: Face): Promise<Channel> {
  const port = receivePort();
  const address = await bridge.openBackend();
  return address.kind === 'port' ? portChannel(await port) : openSocketChannel(address.origin, face, address.key);
}

/** Connects this window to its backend, whichever host it runs in, and keeps it connected. Call it once, before anything reads the address. */
export function connectHost(face: Face, options: Partial<LinkOptions> = {}): BackendClient {
  const bridge = electronBridge();
  if (bridge !== null) return connectBackend(() => openThroughBridge(bridge, face), options);
  const session = openSession(face);
  return connectBackend(async () => {
    await session;
    return openSocketChannel(location.origin, face, '');
  }, options);
}
