import type { GeoPlace } from '../../../shared/contract/consultation.ts';

/** Thirty places a second: between two of them the wall glides. */
const SPACING_MS = 33;
/** A pointer that rests is told again: the backend puts one away of which it hears nothing. */
const REPEAT_MS = 1000;

/** Sends where the pointer stands: one message at a time, the latest place wins, so that a slow backend is never behind by more than one. */
export class PointerSender {
  readonly #send: (place: GeoPlace | null) => Promise<unknown>;
  #wanted: GeoPlace | null = null;
  #sent: GeoPlace | null = null;
  #isBusy = false;
  #repeat: ReturnType<typeof setTimeout> | undefined;

  constructor(send: (place: GeoPlace | null) => Promise<unknown>) {
    this.#send = send;
  }

  point(place: GeoPlace | null): void {
    this.#wanted = place;
    if (!this.#isBusy && place !== this.#sent) void this.#flush();
  }

  async #flush(): Promise<void> {
    this.#isBusy = true;
    clearTimeout(this.#repeat);
    const place = this.#wanted;
    this.#sent = place;
    await Promise.all([this.#send(place), new Promise((resolve) => setTimeout(resolve, SPACING_MS))]);
    this.#isBusy = false;
    if (this.#wanted !== this.#sent) return this.#flush();
    if (place !== null) this.#repeat = setTimeout(() => void this.#flush(), REPEAT_MS);
  }
}
