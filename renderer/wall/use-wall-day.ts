import { useEffect, useState } from 'react';
import type { WallDay } from '../../shared/contract/wall.ts';
import { useConnectionStore } from '../stores/connection.store.ts';
import { useWallServices } from './wall-services.ts';

const REFRESH_MS = 60_000;
const RETRY_MS = 3000;

/** The day so far, asked for every minute; what came last stays while nothing comes. */
export function useWallDay(): WallDay | null {
  const { client } = useWallServices();
  const connections = useConnectionStore((state) => state.connections);
  const [day, setDay] = useState<WallDay | null>(null);
  useEffect(() => {
    const controller = new AbortController();
    let timer = 0;
    const ask = async (): Promise<void> => {
      const answer = await client.call('wallDay', {}, { signal: controller.signal });
      if (controller.signal.aborted) return;
      if (answer.ok) setDay(answer.value);
      timer = window.setTimeout(() => void ask(), answer.ok ? REFRESH_MS : RETRY_MS);
    };
    void ask();
    return () => {
      window.clearTimeout(timer);
      controller.abort();
    };
  }, [client, connections]);
  return day;
}
