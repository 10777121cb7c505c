/** Why there is no map, as a code that the catalogue has a sentence for. */
export type MapFailure =
  /** The machine offers no WebGL 2. */
  | 'webgl-missing'
  /** The graphics process took the context away; the map comes back by itself. */
  | 'context-lost'
  /** The map did not start for another reason. */
  | 'map-failed';

export function hasWebGl(): boolean {
  const context = document.createElement('canvas').getContext('webgl2');
  // Browsers keep few contexts alive; this one was only a question.
  context?.getExtension('WEBGL_lose_context')?.loseContext();
  return context !== null;
}
