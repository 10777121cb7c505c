/** How a host is closed: nobody knows before something is served, and it changes when more is opened. */
export class Closing {
  readonly #known = Promise.withResolvers<void>();
  #close: () => Promise<void> = async () => undefined;

  is(close: () => Promise<void>): void {
    this.#close = close;
    this.#known.resolve();
  }

  /** Also while the host still starts: then as soon as it has. */
  async run(): Promise<void> {
    await this.#known.promise;
    await this.#close();
  }
}
