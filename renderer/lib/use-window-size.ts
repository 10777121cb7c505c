import { useSyncExternalStore } from 'react';

function subscribe(changed: () => void): () => void {
  addEventListener('resize', changed);
  return () => removeEventListener('resize', changed);
}

/** Of the window's inside, CSS pixels; true also of a window that was resized between the first picture and the moment from which it is followed. */
export function useWindowWidth(): number {
  return useSyncExternalStore(subscribe, () => innerWidth);
}

export function useWindowHeight(): number {
  return useSyncExternalStore(subscribe, () => innerHeight);
}
