const SIGNATURE_AND_HEADER_BYTES = 8 + 25;
const METERS_PER_INCH = 0.0254;
/** `pHYs`: pixels a metre across and down, and that the unit is the metre (PNG 3, 11.3.4.3). */
const CHUNK_BYTES = 4 + 4 + 9 + 4;

/** CRC-32 of some bytes: what the platform's own gzip writes behind what it packed. */
async function crc32(bytes: Uint8Array<ArrayBuffer>): Promise<number> {
  const packed = await new Response(new Blob([bytes]).stream().pipeThrough(new CompressionStream('gzip'))).arrayBuffer();
  return new DataView(packed).getUint32(packed.byteLength - 8, true);
}

/** The same picture, saying how large it is on paper: a canvas writes none, and print programs then take 72 or 96 dpi. */
export async function withResolution(png: Uint8Array, dpi: number): Promise<Uint8Array> {
  const chunk = new Uint8Array(CHUNK_BYTES);
  const view = new DataView(chunk.buffer);
  const perMeter = Math.round(dpi / METERS_PER_INCH);
  view.setUint32(0, 9);
  chunk.set(new TextEncoder().encode('pHYs'), 4);
  view.setUint32(8, perMeter);
  view.setUint32(12, perMeter);
  view.setUint8(16, 1);
  view.setUint32(17, await crc32(chunk.slice(4, 17)));
  const whole = new Uint8Array(png.length + CHUNK_BYTES);
  whole.set(png.subarray(0, SIGNATURE_AND_HEADER_BYTES));
  whole.set(chunk, SIGNATURE_AND_HEADER_BYTES);
  whole.set(png.subarray(SIGNATURE_AND_HEADER_BYTES), SIGNATURE_AND_HEADER_BYTES + CHUNK_BYTES);
  return whole;
}
