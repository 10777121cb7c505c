import type { Face } from '../../shared/contract/caller.ts';
import type { Channel } from '../../shared/rpc/channel.ts';
import { serveClient } from '../../shared/rpc/serve.ts';
import type { ServedApi } from '../../shared/rpc/served-api.ts';
import { localCaller } from './callers.ts';

/**
 * Where a host's clients come in. They may come before there is anything to serve, and wait; when something else is served than before, they
 * are shown out, and come back by themselves.
 */
export class Reception {
  #served: ServedApi | null = null;
  readonly #waiting: (readonly [Channel, Face])[] = [];
  readonly #inside = new Set<Channel>();

  admit(channel: Channel, face: Face): void {
    if (this.#served === null) this.#waiting.push([channel, face]);
    else this.#serve(channel, face, this.#served);
  }

  open(served: ServedApi): void {
    this.#served = served;
    const before = [...this.#inside];
    this.#inside.clear();
    for (const channel of before) channel.close();
    for (const [channel, face] of this.#waiting.splice(0)) this.#serve(channel, face, served);
  }

  #serve(channel: Channel, face: Face, served: ServedApi): void {
    this.#inside.add(channel);
    channel.onClose(() => this.#inside.delete(channel));
    serveClient(channel, served, localCaller(face));
  }
}
