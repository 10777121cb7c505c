import { useLayoutEffect } from 'react';
import { useWindowHeight, useWindowWidth } from '../../lib/use-window-size.ts';
import { smallestTextPixels, type Viewing, type WallShape, wallShapeOf } from './type-scale.ts';

/** Everything on a wall is measured in `rem`: one is the smallest text. Answers its size in CSS pixels and the layout for the window's shape. */
export function useWallLayout(viewing: Viewing): { readonly remPixels: number; readonly shape: WallShape } {
  const size = { width: useWindowWidth(), height: useWindowHeight() };
  const remPixels = smallestTextPixels(size, viewing);
  useLayoutEffect(() => {
    document.documentElement.style.fontSize = `${remPixels}px`;
  }, [remPixels]);
  return { remPixels, shape: wallShapeOf(size) };
}
