import type { Backend } from '../backend/service.ts';
import type { HostOptions } from './host-options.ts';
import { type HostParts, openBackend } from './open-backend.ts';
import type { Reception } from './reception.ts';

/**
 * The backend that this host's clients are served by, one after the other: when the office sets another source in its window, this one is closed
 * and the next is opened on it. Clients wait meanwhile, and come back by themselves.
 */
export class ServedBackend {
  readonly #options: HostOptions;
  readonly #parts: Omit<HostParts, 'onSourceSaved'>;
  readonly #reception: Reception;
  #backend: Backend | null = null;
  #isSourceSaved = false;
  #isClosed = false;
  /** Changes of the source come one after the other. */
  #changing: Promise<void> = Promise.resolve();

  constructor(options: HostOptions, parts: Omit<HostParts, 'onSourceSaved'>, reception: Reception) {
    this.#options = options;
    this.#parts = parts;
    this.#reception = reception;
  }

  /** Resolves once it is served. @throws what `openBackend` throws */
  async open(): Promise<void> {
    const parts = { ...this.#parts, onSourceSaved: () => this.#sourceSaved() };
    // What is saved in the window goes before what this run was started with.
    const options = this.#isSourceSaved ? { ...this.#options, source: null } : this.#options;
    this.#backend = await openBackend(options, parts);
    this.#reception.open(this.#backend.served, this.#backend.competence);
  }

  async close(): Promise<void> {
    this.#isClosed = true;
    await this.#changing;
    await this.#backend?.close();
  }

  /** The answer to who saved it goes out first. */
  #sourceSaved(): void {
    this.#isSourceSaved = true;
    this.#changing = this.#changing.then(
      () =>
        new Promise((done) => {
          setImmediate(() => void this.#reopen().then(done));
        }),
    );
  }

  async #reopen(): Promise<void> {
    if (this.#isClosed) return;
    const { log } = this.#parts;
    this.#reception.shut();
    try {
      await this.#backend?.close();
      this.#backend = null;
      await this.open();
      log.info('another source');
    } catch (error) {
      // Whoever started this host starts it again, on what was saved.
      log.fatal({ err: error }, 'the backend does not open on another source');
      log.flush(() => process.exit(1));
    }
  }
}
