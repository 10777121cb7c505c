/**
 * A texture that shaders look grids up in by their number: grid g stands at (g & mask, g >> shift), so a width is a power of two. Rows wrap
 * at the width, and the width follows from how many texels the graphics card allows a side.
 */
export interface TextureLayout {
  /** Texels. */
  readonly width: number;
  readonly height: number;
  /** The width is 2 to this. */
  readonly shift: number;
}

/** Wide enough for 500,000 grids within the 2,048 texels that WebGL 2 promises, and narrow enough that little is padded. */
const USUAL_SHIFT = 8;
/** Bytes are padded to whole rows of every width up to this. */
const WIDEST_ROW = 4096;

/** There are more grids than a texture of this graphics card has texels. */
export class TextureLimitError extends Error {
  override readonly name = 'TextureLimitError';
}

/** Bytes to hold a byte a grid, whatever width the texture will have. */
export function classBytesLength(gridCount: number): number {
  return Math.max(1, Math.ceil(gridCount / WIDEST_ROW)) * WIDEST_ROW;
}

/** @param limit texels a side that the graphics card allows. Throws TextureLimitError when the grids do not fit. */
export function textureLayout(gridCount: number, limit: number): TextureLayout {
  const most = Math.floor(Math.log2(limit));
  for (let shift = Math.min(USUAL_SHIFT, most); shift <= most; shift++) {
    const width = 2 ** shift;
    const height = Math.max(1, Math.ceil(gridCount / width));
    if (height <= limit && width <= WIDEST_ROW) return { width, height, shift };
  }
  throw new TextureLimitError(`${gridCount} grids do not fit into a texture of ${limit} texels a side`);
}
