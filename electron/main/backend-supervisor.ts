import { app, webContents, type WebContents } from 'electron';
import type { Face } from '../../shared/contract/caller.ts';
import { type BackendAddress, BACKEND_LOST_MESSAGE } from '../../shared/host/host-facts.ts';
import type { HostFailure } from '../../shared/host/host-failure.ts';
import { startChildBackend } from './backend-child.ts';
import type { BackendEvents, BackendProcess, PrintOrder, PrintOutcome } from './backend-process.ts';
import { startUtilityBackend } from './backend-utility.ts';

/** The SQLite driver's binary speaks this version of Node-API. */
const NEEDED_NODE_API = 10;
const RESTART_DELAYS_MS = [200, 500, 1_000, 2_000, 5_000] as const;
/** A backend that lived so long did not fail at once: the waits start over. */
const STABLE_MS = 30_000;

export interface SupervisorEvents {
  /** The backend refused to start, and did not stand before: the application cannot go on. */
  onUnstartable(failure: HostFailure): void;
  /** The backend came back elsewhere: open pages may not reach it under the policy they were loaded with. */
  onMoved(): void;
  print(order: PrintOrder): Promise<PrintOutcome>;
}

/** Keeps one backend running and tells the windows when it is lost; they ask for it again by themselves. */
export class BackendSupervisor {
  readonly #hostArguments: readonly string[];
  readonly #events: SupervisorEvents;
  #process: BackendProcess | null = null;
  #socketOrigin: string | null = null;
  #hasStood = false;
  #restarts = 0;
  #startedAtMs = 0;
  #isStopping = false;

  constructor(hostArguments: readonly string[], events: SupervisorEvents) {
    this.#hostArguments = hostArguments;
    this.#events = events;
  }

  /** Origin of the socket that pages may open, or null; known once `start` has resolved. */
  get socketOrigin(): string | null {
    return this.#socketOrigin;
  }

  /** Resolves when the backend's process is there; the backend itself may still be opening its databases. */
  async start(): Promise<void> {
    this.#startedAtMs = performance.now();
    const events: BackendEvents = {
      onFailed: (failure) => this.#fail(failure),
      onEnded: () => this.#ended(),
      print: (order) => this.#events.print(order),
    };
    if (Number(process.versions['napi']) >= NEEDED_NODE_API) {
      await app.whenReady();
      this.#process = startUtilityBackend(this.#hostArguments, events);
    } else this.#process = await startChildBackend(this.#hostArguments, this.#lastPort(), events);
    const before = this.#socketOrigin;
    this.#socketOrigin = this.#process.socketOrigin;
    if (before !== null && before !== this.#socketOrigin) this.#events.onMoved();
  }

  async connect(contents: WebContents, face: Face): Promise<BackendAddress> {
    if (this.#process === null) throw new Error('There is no backend now');
    const address = await this.#process.connect(contents, face);
    this.#hasStood = true;
    return address;
  }

  async stop(): Promise<void> {
    this.#isStopping = true;
    await this.#process?.stop();
  }

  #lastPort(): number {
    return this.#socketOrigin === null ? 0 : Number(new URL(this.#socketOrigin).port);
  }

  #fail(failure: HostFailure): void {
    if (failure.code === 'port-taken') this.#socketOrigin = null;
    else if (!this.#hasStood || this.#restarts > RESTART_DELAYS_MS.length) {
      this.#isStopping = true;
      this.#events.onUnstartable(failure);
    }
  }

  #ended(): void {
    this.#process = null;
    if (this.#isStopping) return;
    for (const contents of webContents.getAllWebContents()) contents.send(BACKEND_LOST_MESSAGE);
    if (performance.now() - this.#startedAtMs > STABLE_MS) this.#restarts = 0;
    const delayMs = RESTART_DELAYS_MS[Math.min(this.#restarts, RESTART_DELAYS_MS.length - 1)] ?? 0;
    this.#restarts += 1;
    setTimeout(() => {
      if (!this.#isStopping) this.start().catch((error: unknown) => process.stderr.write(`backend not restarted: ${String(error)}\n`));
    }, delayMs);
  }
}
