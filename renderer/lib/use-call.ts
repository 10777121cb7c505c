import { useCallback, useEffect, useRef, useState } from 'react';
import type { BackendApi, CallName } from '../../shared/contract/backend-api.ts';
import type { Answer, CallError } from '../../shared/contract/errors.ts';
import { useConnectionStore } from '../stores/connection.store.ts';
import { useServices } from './services.ts';
import { NOW, useAsOf } from './use-moment.ts';

/** What a panel knows of the answer it waits for. `value` stays through a refresh and through its failure: stale, but there. */
export interface CallState<T> {
  readonly value: T | null;
  readonly error: CallError | null;
  readonly isLoading: boolean;
  readonly retry: () => void;
}

/** While the replica loads, a panel goes on waiting: the progress is told in one place. */
export const NOT_READY_RETRY_MS = 1000;

export function isNotReady(answer: Answer<unknown>): boolean {
  return !answer.ok && answer.error.code === 'replica-not-ready';
}

interface Held<T> {
  readonly key: string;
  readonly value: T | null;
  readonly error: CallError | null;
  readonly isLoading: boolean;
}

/**
 * Calls the backend for what a panel shows. Another request drops the value and cancels the call under way; another `refreshKey`
 * asks again and keeps the value meanwhile. A call lost with the connection is made again when it is back. Null asks nothing. The question is
 * about the moment that the window shows, unless it is always about now.
 */
export function useCall<Name extends CallName>(
  name: Name,
  request: BackendApi[Name]['request'] | null,
  refreshKey: number | string = 0,
  tellsOf: 'shown' | 'now' = 'shown',
): CallState<BackendApi[Name]['answer']> {
  type Value = BackendApi[Name]['answer'];
  const { client } = useServices();
  const connections = useConnectionStore((state) => state.connections);
  const [attempt, setAttempt] = useState(0);
  const shownAsOf = useAsOf(name);
  const asOf = tellsOf === 'shown' ? shownAsOf : NOW;
  // What is asked of one moment after another stays until the next answer is there; what was asked of now does not stand for then.
  const key = request === null ? '' : `${name} ${asOf.asOfMs === undefined ? 'now' : 'then'} ${JSON.stringify(request)}`;
  const [held, setHeld] = useState<Held<Value>>({ key, value: null, error: null, isLoading: request !== null });
  const asked = request === null ? null : { ...asOf, ...request };
  const latest = useRef(asked);
  latest.current = asked;

  useEffect(() => {
    const question = latest.current;
    if (question === null) return;
    const controller = new AbortController();
    setHeld((before) => ({ key, value: before.key === key ? before.value : null, error: null, isLoading: true }));
    let timer = 0;
    void client.call(name, question, { signal: controller.signal }).then((answer) => {
      if (controller.signal.aborted) return;
      if (isNotReady(answer)) {
        timer = window.setTimeout(() => setAttempt((count) => count + 1), NOT_READY_RETRY_MS);
        return;
      }
      setHeld((before) =>
        answer.ok
          ? { key, value: answer.value, error: null, isLoading: false }
          : { key, value: before.key === key ? before.value : null, error: answer.error, isLoading: false },
      );
    });
    return () => {
      window.clearTimeout(timer);
      controller.abort();
    };
  }, [client, name, key, asOf.asOfMs, refreshKey, attempt, connections]);

  const retry = useCallback(() => setAttempt((count) => count + 1), []);
  const isCurrent = held.key === key;
  return {
    value: isCurrent ? held.value : null,
    error: isCurrent ? held.error : null,
    isLoading: request !== null && (!isCurrent || held.isLoading),
    retry,
  };
}
