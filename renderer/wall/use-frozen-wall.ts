import { useCallback, useEffect, useState, useSyncExternalStore } from 'react';
import type { Annotation, Consultation, FrozenFrame } from '../../shared/contract/consultation.ts';
import type { WallSnapshot } from '../../shared/contract/wall.ts';
import { useConnectionStore } from '../stores/connection.store.ts';
import { useWallServices } from './wall-services.ts';

const RETRY_MS = 1000;
/** The first moment that a backend is asked for takes it through the whole history. */
const DEADLINE_MS = 30_000;

/** A frame and its figures. */
export interface FrozenWall {
  readonly frame: FrozenFrame;
  readonly snapshot: WallSnapshot;
}

/** A part of the consultation, which keeps its identity while the pointer moves. */
function useConsulted<Part>(part: (consultation: Consultation) => Part): Part {
  const { consultation } = useWallServices();
  const subscribe = useCallback((listener: () => void) => consultation.onChanged(listener), [consultation]);
  return useSyncExternalStore(subscribe, () => part(consultation.current));
}

/** What is drawn on the frame. */
export function useAnnotations(): readonly Annotation[] {
  return useConsulted(({ annotations }) => annotations);
}

/** What a consultation has frozen; null without one. While the figures of another frame are on their way, the one before stays. */
export function useFrozenWall(): FrozenWall | null {
  const { client, consultation } = useWallServices();
  const frame = useConsulted(({ frame: told }) => told);
  const connections = useConnectionStore((state) => state.connections);
  const [held, setHeld] = useState<(FrozenWall & { readonly begun: number }) | null>(null);
  useEffect(() => {
    if (frame === null) return undefined;
    const controller = new AbortController();
    let timer = 0;
    const ask = async (): Promise<void> => {
      const answer = await client.call('frozenWall', {}, { signal: controller.signal, deadlineMs: DEADLINE_MS });
      if (controller.signal.aborted) return;
      if (answer.ok && answer.value?.nowMs === frame.asOfMs) setHeld({ frame, snapshot: answer.value, begun: consultation.begun });
      else timer = window.setTimeout(() => void ask(), RETRY_MS);
    };
    void ask();
    return () => {
      window.clearTimeout(timer);
      controller.abort();
    };
  }, [client, consultation, frame, connections]);
  return frame !== null && held?.begun === consultation.begun ? held : null;
}
