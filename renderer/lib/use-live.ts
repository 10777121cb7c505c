import { useEffect, useRef, useState } from 'react';
import { useServices } from './services.ts';

/** What a panel can listen to; each has a revision that grows. */
export interface Revised {
  readonly revision: number;
  onChanged(listener: () => void): () => void;
}

/** Panels need no more than this; the map draws every frame by itself. */
export const PANEL_INTERVAL_MS = 500;

/**
 * The revision of a live source as React state, renewed at most every `intervalMs`, the last change never left out.
 * Compute from the source under it: `useMemo(() => figures.coverageOf(area), [revision, area])`.
 */
export function useRevision(source: Revised, intervalMs: number = PANEL_INTERVAL_MS): number {
  const [revision, setRevision] = useState(source.revision);
  useEffect(() => {
    let timer = 0;
    let renewedAtMs = 0;
    const renew = () => {
      timer = 0;
      renewedAtMs = performance.now();
      setRevision(source.revision);
    };
    const end = source.onChanged(() => {
      if (timer !== 0) return;
      const waitMs = renewedAtMs + intervalMs - performance.now();
      if (waitMs <= 0) renew();
      else timer = window.setTimeout(renew, waitMs);
    });
    renew();
    return () => {
      end();
      window.clearTimeout(timer);
    };
  }, [source, intervalMs]);
  return revision;
}

/**
 * A value counted from a live source, anew when the source changed (at most every `intervalMs`) or one of the inputs did. In between it
 * keeps its identity.
 */
export function useCounted<T>(source: Revised, intervalMs: number, inputs: readonly unknown[], count: () => T): T {
  const revision = useRevision(source, intervalMs);
  const held = useRef<{ readonly inputs: readonly unknown[]; readonly value: T } | null>(null);
  const wanted = [source, revision, ...inputs];
  if (held.current === null || !isSame(held.current.inputs, wanted)) held.current = { inputs: wanted, value: count() };
  return held.current.value;
}

function isSame(one: readonly unknown[], other: readonly unknown[]): boolean {
  return one.length === other.length && one.every((value, index) => Object.is(value, other[index]));
}

/** The backend's clock as React state, on whole steps: every second, every minute. */
export function useNow(stepMs: number): number {
  return useClock(useServices().live.status, stepMs);
}

/** The same of any clock. */
export function useClock(status: { nowMs(): number }, stepMs: number): number {
  const [nowMs, setNowMs] = useState(() => status.nowMs());
  useEffect(() => {
    let timer = 0;
    const tick = () => {
      const now = status.nowMs();
      setNowMs(now);
      timer = window.setTimeout(tick, stepMs - (now % stepMs) + 5);
    };
    tick();
    return () => window.clearTimeout(timer);
  }, [status, stepMs]);
  return nowMs;
}
