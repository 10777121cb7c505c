import { useCallback, useEffect, useRef, useState } from 'react';
import type { CallSignal } from '../../shared/contract/backend-client.ts';
import type { Answer, CallError } from '../../shared/contract/errors.ts';
import { isNotReady, NOT_READY_RETRY_MS } from './use-call.ts';
import { useConnectionStore } from '../stores/connection.store.ts';

/** Rows a call answers at once: a screenful and some. */
export const PAGE_ROWS = 100;

export type FetchPage<Row> = (
  offset: number,
  limit: number,
  signal: CallSignal,
) => Promise<Answer<{ readonly total: number; readonly rows: readonly Row[] }>>;

/** A long list of which only the pages in sight are held. */
export interface PagedRows<Row> {
  /** Null before the first answer. */
  readonly total: number | null;
  readonly error: CallError | null;
  rowAt(index: number): Row | undefined;
  /** Asks for the pages of these rows, unless they are here. */
  show(from: number, to: number): void;
  retry(): void;
}

interface Held<Row> {
  readonly key: string;
  readonly total: number | null;
  readonly pages: ReadonlyMap<number, readonly Row[]>;
  readonly error: CallError | null;
}

/**
 * Pages of a list that the backend sorts and filters. Another `key` is another list; another `refreshKey` asks for the pages in sight
 * again while the old rows stay on screen.
 */
export function usePagedRows<Row>(key: string, fetchPage: FetchPage<Row>, refreshKey: number): PagedRows<Row> {
  const connections = useConnectionStore((state) => state.connections);
  const [held, setHeld] = useState<Held<Row>>({ key, total: null, pages: new Map(), error: null });
  const [inSight, setInSight] = useState({ from: 0, to: 0 });
  const [attempt, setAttempt] = useState(0);
  const latestFetch = useRef(fetchPage);
  latestFetch.current = fetchPage;
  const current = held.key === key ? held : { key, total: null, pages: new Map<number, readonly Row[]>(), error: null };

  useEffect(() => {
    const controller = new AbortController();
    let timer = 0;
    for (let page = inSight.from; page <= inSight.to; page++) {
      void latestFetch.current(page * PAGE_ROWS, PAGE_ROWS, controller.signal).then((answer) => {
        if (controller.signal.aborted) return;
        if (isNotReady(answer)) timer = window.setTimeout(() => setAttempt((count) => count + 1), NOT_READY_RETRY_MS);
        else setHeld((before) => withPage(before, key, page, answer));
      });
    }
    return () => {
      window.clearTimeout(timer);
      controller.abort();
    };
  }, [key, refreshKey, attempt, connections, inSight]);

  const show = useCallback((from: number, to: number) => {
    const pages = { from: Math.floor(Math.max(0, from) / PAGE_ROWS), to: Math.floor(Math.max(0, to) / PAGE_ROWS) };
    setInSight((before) => (before.from === pages.from && before.to === pages.to ? before : pages));
  }, []);
  return {
    total: current.total,
    error: current.error,
    rowAt: (index) => current.pages.get(Math.floor(index / PAGE_ROWS))?.[index % PAGE_ROWS],
    show,
    retry: useCallback(() => setAttempt((count) => count + 1), []),
  };
}

function withPage<Row>(
  before: Held<Row>,
  key: string,
  page: number,
  answer: Answer<{ readonly total: number; readonly rows: readonly Row[] }>,
): Held<Row> {
  const base: Held<Row> = before.key === key ? before : { key, total: null, pages: new Map(), error: null };
  if (!answer.ok) return { ...base, error: answer.error };
  return { key, total: answer.value.total, pages: new Map(base.pages).set(page, answer.value.rows), error: null };
}
