import { type Device, Texture } from '@luma.gl/core';

/** Size of one digit's cell in the atlas, pixels; the shader divides the atlas into ten equal columns. */
const CELL_WIDTH = 36;
const CELL_HEIGHT = 56;

/** 0 … 9 in the bundled bold font, white, their coverage in the red channel. */
export function createDigitAtlas(device: Device): Texture {
  const canvas = new OffscreenCanvas(CELL_WIDTH * 10, CELL_HEIGHT);
  // Drawn once and read back: without the hint the picture would go to the graphics process and return.
  const context = canvas.getContext('2d', { willReadFrequently: true });
  if (context === null) throw new Error('no canvas for digits');
  context.font = '700 54px "Noto Sans SC Variable"';
  context.textAlign = 'center';
  context.textBaseline = 'alphabetic';
  context.fillStyle = '#fff';
  for (let digit = 0; digit < 10; digit++) context.fillText(String(digit), (digit + 0.5) * CELL_WIDTH, CELL_HEIGHT - 8, CELL_WIDTH - 2);
  const { data } = context.getImageData(0, 0, canvas.width, canvas.height);
  const coverage = new Uint8Array(canvas.width * canvas.height);
  for (let pixel = 0; pixel < coverage.length; pixel++) coverage[pixel] = data[4 * pixel + 3] ?? 0;
  const texture = device.createTexture({
    format: 'r8unorm',
    width: canvas.width,
    height: canvas.height,
    sampler: { minFilter: 'linear', magFilter: 'linear', addressModeU: 'clamp-to-edge', addressModeV: 'clamp-to-edge' },
    usage: Texture.SAMPLE | Texture.COPY_DST,
  });
  texture.writeData(coverage, { width: canvas.width, height: canvas.height });
  return texture;
}
