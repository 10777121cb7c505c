import { useLayoutEffect, useState } from 'react';
import { type Size, smallestTextPixels, type Viewing, type WallShape, wallShapeOf } from './type-scale.ts';

function useWindowSize(): Size {
  const [size, setSize] = useState<Size>({ width: innerWidth, height: innerHeight });
  useLayoutEffect(() => {
    const measure = (): void => setSize({ width: innerWidth, height: innerHeight });
    addEventListener('resize', measure);
    return () => removeEventListener('resize', measure);
  }, []);
  return size;
}

/** Everything on a wall is measured in `rem`: one is the smallest text. Answers its size in CSS pixels and the layout for the window's shape. */
export function useWallLayout(viewing: Viewing): { readonly remPixels: number; readonly shape: WallShape } {
  const size = useWindowSize();
  const remPixels = smallestTextPixels(size, viewing);
  useLayoutEffect(() => {
    document.documentElement.style.fontSize = `${remPixels}px`;
  }, [remPixels]);
  return { remPixels, shape: wallShapeOf(size) };
}
