import type { CallOptions } from '../contract/backend-client.ts';
import type { Answer, CallError, ErrorCode } from '../contract/errors.ts';
import type { BackendLink, LinkedBackend } from './backend-link.ts';
import { startTimer } from './runtime.ts';

const DEFAULT_DEADLINE_MS = 10_000;

const failed = (code: ErrorCode, message: string): { readonly ok: false; readonly error: CallError } => ({
  ok: false,
  error: { code, message },
});

/** One call from being asked to being answered, exactly once: by the backend, its deadline, its caller or the end of the connection. */
class ClientCall {
  readonly answer: Promise<Answer<unknown>>;
  readonly #link: BackendLink;
  readonly #callId: number;
  readonly #cleanups: (() => void)[] = [];
  #resolve: (answer: Answer<unknown>) => void = () => undefined;
  #sentTo: LinkedBackend | null = null;
  #isSettled = false;

  constructor(link: BackendLink, callId: number) {
    this.#link = link;
    this.#callId = callId;
    this.answer = new Promise((resolve) => {
      this.#resolve = resolve;
    });
  }

  start(name: string, request: unknown, options: CallOptions): void {
    const deadlineMs = options.deadlineMs ?? DEFAULT_DEADLINE_MS;
    const { signal } = options;
    if (signal?.aborted === true) return this.#settle(failed('cancelled', 'Cancelled before it was sent'));
    this.#cleanups.push(startTimer(deadlineMs, () => this.#passDeadline()));
    if (signal !== undefined) {
      const onAbort = (): void => this.#stop('cancelled', 'Cancelled by the caller');
      signal.addEventListener('abort', onAbort, { once: true });
      this.#cleanups.push(() => signal.removeEventListener('abort', onAbort));
    }
    this.#cleanups.push(this.#link.onState(() => this.#sendOrGiveUp(name, request, deadlineMs)));
    this.#sendOrGiveUp(name, request, deadlineMs);
  }

  /** A call waits for its connection; one that was cut off is not repeated, for nobody knows whether it was carried out. */
  #sendOrGiveUp(name: string, request: unknown, deadlineMs: number): void {
    if (this.#isSettled) return;
    if (this.#link.state === 'refused') return this.#settle(failed('contract-mismatch', 'The backend refuses this window'));
    if (this.#link.state === 'closed' || (this.#sentTo !== null && this.#link.linked !== this.#sentTo)) {
      return this.#settle(failed('disconnected', 'The connection ended before the answer'));
    }
    if (this.#sentTo === null && this.#link.linked !== null) this.#send(this.#link.linked, name, request, deadlineMs);
  }

  #send(backend: LinkedBackend, name: string, request: unknown, deadlineMs: number): void {
    this.#sentTo = backend;
    backend.peer.$call('call', this.#callId, name, request, deadlineMs).then(
      (answer) => this.#settle(answer),
      (error: unknown) => this.#settle(this.#rejected(error)),
    );
  }

  #rejected(error: unknown): Answer<never> {
    if (error instanceof TypeError) return failed('invalid-request', error.message);
    return failed('disconnected', 'The connection ended before the answer');
  }

  #passDeadline(): void {
    if (this.#sentTo === null) this.#settle(failed('disconnected', 'No backend was reached before the deadline'));
    else this.#stop('deadline-exceeded', 'No answer before the deadline');
  }

  #stop(code: 'cancelled' | 'deadline-exceeded', message: string): void {
    void this.#sentTo?.peer.$callEvent('cancel', this.#callId).catch(() => undefined);
    this.#settle(failed(code, message));
  }

  #settle(answer: Answer<unknown>): void {
    if (this.#isSettled) return;
    this.#isSettled = true;
    for (const cleanup of this.#cleanups) cleanup();
    this.#resolve(answer);
  }
}

/** Asks over a link and always resolves: with a value or a coded error. `callId` is unique within the link. */
export function callThroughLink(
  link: BackendLink,
  callId: number,
  name: string,
  request: unknown,
  options: CallOptions,
): Promise<Answer<unknown>> {
  const call = new ClientCall(link, callId);
  call.start(name, request, options);
  return call.answer;
}
