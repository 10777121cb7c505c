import type { Map as MapLibreMap } from 'maplibre-gl';

/** The map as it is seen, with more device pixels than the screen has. */
export interface MapPicture {
  readonly canvas: OffscreenCanvas;
  /** On the ground, in the middle of the picture. */
  readonly metersWide: number;
}

export type MapPictureAnswer =
  | { readonly state: 'taken'; readonly picture: MapPicture }
  /** The graphics card has no more than this many pixels a row for a map of this shape. */
  | { readonly state: 'too-large'; readonly largestWidth: number }
  /** The context was lost, before or by the trial. */
  | { readonly state: 'no-context' };

/** Less than a whole pixel is rounding. */
const ROUNDING_PIXELS = 1;

/** Device pixels a row that the card's own limits leave to a map of this shape; memory may leave less. */
function limitOf(gl: WebGL2RenderingContext, width: number, height: number): number {
  const viewport: unknown = gl.getParameter(gl.MAX_VIEWPORT_DIMS);
  const [widest, highest] = viewport instanceof Int32Array ? viewport : [0, 0];
  const side = Math.min(Number(gl.getParameter(gl.MAX_RENDERBUFFER_SIZE)), Number(gl.getParameter(gl.MAX_TEXTURE_SIZE)));
  return Math.floor(Math.min(widest ?? 0, side, (Math.min(highest ?? 0, side) * width) / height));
}

/**
 * Draws what the map shows once in `widthPixels` device pixels a row and copies it, all within one task: the screen never shows the large frame.
 * `setRatio` sets the map's device pixels a CSS pixel; null gives it its own back.
 */
export function takePicture(
  map: MapLibreMap,
  widthPixels: number,
  metersPerPixel: number,
  setRatio: (ratio: number | null) => void,
): MapPictureAnswer {
  const { clientWidth, clientHeight } = map.getContainer();
  const gl = map.getCanvas().getContext('webgl2');
  if (gl === null || gl.isContextLost()) return { state: 'no-context' };
  const limit = limitOf(gl, clientWidth, clientHeight);
  if (widthPixels > limit) return { state: 'too-large', largestWidth: limit };
  try {
    setRatio(widthPixels / clientWidth);
    map.redraw();
    const { width, height } = map.getCanvas();
    if (gl.isContextLost()) return { state: 'no-context' };
    // The card gave less memory than its limits promise.
    if (width < widthPixels - ROUNDING_PIXELS || gl.drawingBufferWidth < width)
      return { state: 'too-large', largestWidth: gl.drawingBufferWidth };
    const canvas = new OffscreenCanvas(width, height);
    canvas.getContext('2d')?.drawImage(map.getCanvas(), 0, 0);
    return { state: 'taken', picture: { canvas, metersWide: metersPerPixel * clientWidth } };
  } finally {
    setRatio(null);
    map.redraw();
  }
}
