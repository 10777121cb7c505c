import type { City } from '../../../shared/city/city.ts';
import type { Dice } from '../../../electron/backend/sources/simulated-city/random.ts';
import { randomTransaction } from '../../../electron/hosts/station/testing/random-history.ts';
import type { PlatformWriter } from '../../../electron/hosts/station/testing/platform-writer.ts';

/** Somebody who goes on changing the platform until stopped, or until its server is gone. */
export class Changing {
  #isStopped = false;
  readonly #running: Promise<number>;

  /** @param also done in each of the transactions */
  constructor(writer: PlatformWriter, city: City, dice: Dice, also?: () => Promise<void>) {
    this.#running = this.#run(writer, city, dice, also);
  }

  /** Answers how many transactions were sent. */
  stop(): Promise<number> {
    this.#isStopped = true;
    return this.#running;
  }

  async #run(writer: PlatformWriter, city: City, dice: Dice, also?: () => Promise<void>): Promise<number> {
    let sent = 0;
    try {
      for (; !this.#isStopped; sent += 1) await randomTransaction(writer, city, dice, also);
    } catch (error) {
      // The connection went with the server; what it had committed is there.
      if (!(error instanceof Error) || !/terminat|ECONN|not queryable|shut(ting)? down|EPIPE/i.test(error.message)) throw error;
    }
    return sent;
  }
}
