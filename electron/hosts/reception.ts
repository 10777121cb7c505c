import { type AreaRef, WHOLE_CITY } from '../../shared/domain/areas.ts';
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
  #competence: AreaRef = WHOLE_CITY;
  readonly #waiting: (readonly [Channel, Face])[] = [];
  readonly #inside = new Set<Channel>();

  admit(channel: Channel, face: Face): void {
    if (this.#served === null) this.#waiting.push([channel, face]);
    else this.#serve(channel, face, this.#served);
  }

  /** Nothing is served until it is opened again: those inside are shown out, and wait when they come back. */
  shut(): void {
    this.#served = null;
    this.#showOut();
  }

  /** @param competence of everybody who comes in */
  open(served: ServedApi, competence: AreaRef = WHOLE_CITY): void {
    this.#served = served;
    this.#competence = competence;
    this.#showOut();
    for (const [channel, face] of this.#waiting.splice(0)) this.#serve(channel, face, served);
  }

  #showOut(): void {
    const before = [...this.#inside];
    this.#inside.clear();
    for (const channel of before) channel.close();
  }

  #serve(channel: Channel, face: Face, served: ServedApi): void {
    this.#inside.add(channel);
    channel.onClose(() => this.#inside.delete(channel));
    serveClient(channel, served, localCaller(face, this.#competence));
  }
}
