import { type RefObject, useLayoutEffect, useState } from 'react';

/**
 * The first of `steps` layouts, roomiest text first, in which an element's content fits its height; the last where none does. Tried anew whenever
 * `content` or the window changes.
 */
export function useFitStep(element: RefObject<HTMLElement | null>, steps: number, content: string): number {
  const [tried, setTried] = useState({ content, step: 0 });
  const step = tried.content === content ? tried.step : 0;
  useLayoutEffect(() => {
    const box = element.current;
    if (box === null) return undefined;
    // Not measured at once: the size of the wall's text is set after its scenes are drawn.
    const observer = new ResizeObserver(() => {
      if (box.scrollHeight > box.clientHeight + 1 && step < steps - 1) setTried({ content, step: step + 1 });
    });
    for (const observed of [box, ...box.children]) observer.observe(observed);
    return () => observer.disconnect();
  }, [element, steps, content, step, tried]);
  useLayoutEffect(() => {
    const again = (): void => setTried({ content, step: 0 });
    addEventListener('resize', again);
    return () => removeEventListener('resize', again);
  }, [content]);
  return step;
}
