import { statSync } from 'node:fs';

const LOOK_EVERY_MS = 5;

/** How large a file has been at most, as often as it could be looked at; one that is written grows for longer than that. */
export class LargestFile {
  readonly #path: string;
  readonly #timer: NodeJS.Timeout;
  #bytes = 0;

  constructor(path: string) {
    this.#path = path;
    this.#timer = setInterval(() => this.#look(), LOOK_EVERY_MS);
  }

  get bytes(): number {
    this.#look();
    return this.#bytes;
  }

  close(): void {
    clearInterval(this.#timer);
  }

  #look(): void {
    this.#bytes = Math.max(this.#bytes, statSync(this.#path, { throwIfNoEntry: false })?.size ?? 0);
  }
}
