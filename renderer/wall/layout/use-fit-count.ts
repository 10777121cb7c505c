import { type RefObject, useLayoutEffect, useState } from 'react';

/** How many rows of a height in rem have room in an element: a list on a wall is never scrolled, and never cut through a row. */
export function useFitCount(element: RefObject<HTMLElement | null>, rowRem: number, remPixels: number, columns = 1): number {
  const [count, setCount] = useState(0);
  useLayoutEffect(() => {
    const box = element.current;
    if (box === null) return undefined;
    const measure = (): void => setCount(columns * Math.max(0, Math.floor((box.clientHeight + 0.5) / (rowRem * remPixels))));
    const observer = new ResizeObserver(measure);
    observer.observe(box);
    measure();
    return () => observer.disconnect();
  }, [element, rowRem, remPixels, columns]);
  return count;
}
