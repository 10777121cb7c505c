import type { Answer, CallError } from '../../shared/contract/errors.ts';
import { ChangeSignal } from './change-signal.ts';
import type { LivePolled } from './live-data.ts';

/** Columns that are asked for while something shows them. */
export class PolledColumns<Value> extends ChangeSignal implements LivePolled<Value> {
  value: Value | null = null;
  failure: CallError | null = null;

  /** Something else is asked for from now on. */
  forget(): void {
    if (this.value === null && this.failure === null) return;
    this.value = null;
    this.failure = null;
    this.markChanged();
  }

  take(answer: Answer<Value>): void {
    if (answer.ok) this.value = answer.value;
    this.failure = answer.ok ? null : answer.error;
    this.markChanged();
  }
}

/** A question that was not answered is asked again after this. */
const RETRY_MS = 5000;

/** Asks at once and every `intervalMs` after an answer, until the function that it answers is called. `ask` answers null when there is nothing to ask yet. */
export function poll<Value>(
  into: PolledColumns<Value>,
  intervalMs: number,
  ask: (signal: AbortSignal) => Promise<Answer<Value>> | null,
): () => void {
  const controller = new AbortController();
  let timer: ReturnType<typeof setTimeout> | undefined;
  const askAgain = async (): Promise<void> => {
    const answer = await ask(controller.signal);
    if (controller.signal.aborted) return;
    if (answer !== null) into.take(answer);
    timer = setTimeout(() => void askAgain(), answer?.ok === true ? intervalMs : RETRY_MS);
  };
  void askAgain();
  return () => {
    controller.abort();
    clearTimeout(timer);
  };
}
