import { type RefObject, useCallback, useEffect, useRef, useState } from 'react';
import type { City } from '../../shared/city/city.ts';
import type { LiveData } from '../data/live-data.ts';
import { useCameraStore } from '../stores/camera.store.ts';
import { loadMapFont, wideNames } from './basemap/map-font.ts';
import { hasWebGl, type MapFailure } from './map-failure.ts';
import type { MapPane } from './map-pane.ts';
import type { MapThemeName } from './map-theme.ts';
import { MapHost } from './map-host.ts';

/** After a lost context a new map is made, in a canvas of its own; a graphics process that died needs a moment. */
const RECOVERY_DELAYS_MS = [500, 1000, 2000, 5000, 10_000];

interface MapHostState {
  readonly host: MapHost | null;
  readonly failure: MapFailure | null;
  /** False when the bundled font could not be read: names are written in the system's. */
  readonly hasFont: boolean;
  retry(): void;
}

/** Whether the bundled font is there for the names of the whole city; without it the map is drawn all the same. */
async function fontIsLoaded(city: City): Promise<boolean> {
  try {
    await loadMapFont(wideNames(city));
    return true;
  } catch (error) {
    console.error('map font', error);
    return false;
  }
}

/** Resolves when the element has a size: a map made at 0 × 0 would fit the city into nothing. */
function untilSized(element: HTMLElement, signal: AbortSignal): Promise<void> {
  const { promise, resolve } = Promise.withResolvers<void>();
  const observer = new ResizeObserver(() => {
    if (element.clientWidth === 0 || element.clientHeight === 0) return;
    observer.disconnect();
    resolve();
  });
  observer.observe(element);
  signal.addEventListener('abort', () => observer.disconnect());
  return promise;
}

interface MapWishes {
  readonly container: RefObject<HTMLElement | null>;
  readonly city: City;
  readonly live: LiveData;
  readonly theme: MapThemeName;
  readonly pane: MapPane;
  onReady(this: void): void;
}

/** Makes the map in the element, and makes it again when its WebGL context is lost; the camera is where it was. */
export function useMapHost({ container, city, live, theme, pane, onReady }: MapWishes): MapHostState {
  const [host, setHost] = useState<MapHost | null>(null);
  const [failure, setFailure] = useState<MapFailure | null>(null);
  const [hasFont, setHasFont] = useState(true);
  const [attempt, setAttempt] = useState(0);
  // A running map is repainted in another theme, not made again.
  const latestTheme = useRef(theme);
  useEffect(() => {
    latestTheme.current = theme;
    host?.setTheme(theme);
  }, [host, theme]);

  useEffect(() => {
    const abort = new AbortController();
    let made: MapHost | null = null;
    let timer = 0;
    const recover = (): void => {
      setFailure('context-lost');
      const delayMs = RECOVERY_DELAYS_MS[Math.min(attempt, RECOVERY_DELAYS_MS.length - 1)];
      timer = window.setTimeout(() => setAttempt((count) => count + 1), delayMs);
    };
    const start = async (element: HTMLElement): Promise<void> => {
      const [fontLoaded] = await Promise.all([fontIsLoaded(city), untilSized(element, abort.signal)]);
      if (abort.signal.aborted) return;
      setHasFont(fontLoaded);
      const { position } = useCameraStore.getState();
      const now = { theme: latestTheme.current, position };
      made = new MapHost({ container: element, city, live, pane, ...now, onContextLost: recover, onReady });
      setHost(made);
      setFailure(null);
    };
    if (container.current !== null) {
      start(container.current).catch((error: unknown) => {
        if (hasWebGl()) {
          console.error('map', error);
          setFailure('map-failed');
        } else if (attempt > 0) {
          // After a loss the graphics process may only be starting again.
          recover();
        } else {
          setFailure('webgl-missing');
        }
      });
    }
    return () => {
      abort.abort();
      clearTimeout(timer);
      setHost(null);
      made?.close();
    };
  }, [attempt, city, live, container, pane, onReady]);

  const retry = useCallback(() => setAttempt((count) => count + 1), []);
  return { host, failure, hasFont, retry };
}
