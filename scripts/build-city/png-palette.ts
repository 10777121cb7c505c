/** Shrinks a screenshot: an 8-bit RGB or RGBA PNG becomes one with a palette of 256 colours, about a third of the bytes. */
import { crc32, deflateSync, inflateSync } from 'node:zlib';
import { at } from './basics.ts';

const SIGNATURE = Buffer.from('89504e470d0a1a0a', 'hex');
const PALETTE_SIZE = 256;
/** Colours that differ only in the lowest bits share a place in the palette, which goes to the most frequent of them. */
const COLOUR_MASK = 0xf8f8f8;

interface Pixels {
  readonly width: number;
  readonly height: number;
  /** 0xRRGGBB */
  readonly colours: Uint32Array;
}

function chunksOf(png: Buffer): { readonly type: string; readonly data: Buffer }[] {
  const chunks = [];
  for (let offset = SIGNATURE.length; offset < png.length; ) {
    const length = png.readUInt32BE(offset);
    chunks.push({ type: png.toString('latin1', offset + 4, offset + 8), data: png.subarray(offset + 8, offset + 8 + length) });
    offset += length + 12;
  }
  return chunks;
}

function paeth(a: number, b: number, c: number): number {
  const [pa, pb, pc] = [Math.abs(b - c), Math.abs(a - c), Math.abs(a + b - 2 * c)];
  return pa <= pb && pa <= pc ? a : pb <= pc ? b : c;
}

/** Undoes the filter of one row in place (PNG 1.2, section 6). */
function unfilter(row: Buffer, above: Buffer, filter: number, bytesPerPixel: number): void {
  for (let i = 0; i < row.length; i++) {
    const left = row[i - bytesPerPixel] ?? 0;
    const up = above[i] ?? 0;
    const corner = i < bytesPerPixel ? 0 : (above[i - bytesPerPixel] ?? 0);
    const guess = [0, left, up, (left + up) >> 1, paeth(left, up, corner)][filter] ?? 0;
    row[i] = (at(row, i) + guess) & 0xff;
  }
}

function decode(png: Buffer): Pixels {
  const chunks = chunksOf(png);
  const header = chunks.find(({ type }) => type === 'IHDR')?.data;
  if (!header) throw new Error('no PNG');
  const [width, height, colourType] = [header.readUInt32BE(0), header.readUInt32BE(4), header[9]];
  const bytesPerPixel = colourType === 6 ? 4 : 3;
  const raw = inflateSync(Buffer.concat(chunks.filter(({ type }) => type === 'IDAT').map(({ data }) => data)));
  const colours = new Uint32Array(width * height);
  const stride = width * bytesPerPixel;
  let above = Buffer.alloc(stride);
  for (let y = 0; y < height; y++) {
    const start = y * (stride + 1);
    const row = raw.subarray(start + 1, start + 1 + stride);
    unfilter(row, above, at(raw, start), bytesPerPixel);
    for (let x = 0; x < width; x++) colours[y * width + x] = row.readUIntBE(x * bytesPerPixel, 3);
    above = row;
  }
  return { width, height, colours };
}

/** One colour for each of the most frequent families of colours. */
function choosePalette(colours: Uint32Array): number[] {
  const counts = new Map<number, number>();
  for (const colour of colours) counts.set(colour, (counts.get(colour) ?? 0) + 1);
  const families = new Map<number, { colour: number; most: number; total: number }>();
  for (const [colour, count] of counts) {
    const family = families.get(colour & COLOUR_MASK) ?? { colour, most: 0, total: 0 };
    family.total += count;
    if (count > family.most) [family.colour, family.most] = [colour, count];
    families.set(colour & COLOUR_MASK, family);
  }
  return [...families.values()]
    .sort((a, b) => b.total - a.total || a.colour - b.colour)
    .slice(0, PALETTE_SIZE)
    .map(({ colour }) => colour);
}

function difference(a: number, b: number): number {
  const [red, green, blue] = [(a >> 16) - (b >> 16), ((a >> 8) & 255) - ((b >> 8) & 255), (a & 255) - (b & 255)];
  return red * red + green * green + blue * blue;
}

function nearestIn(palette: readonly number[]): (colour: number) => number {
  const known = new Map<number, number>();
  return (colour) => {
    const cached = known.get(colour);
    if (cached !== undefined) return cached;
    let best = 0;
    for (let i = 1; i < palette.length; i++) if (difference(colour, at(palette, i)) < difference(colour, at(palette, best))) best = i;
    known.set(colour, best);
    return best;
  };
}

function chunk(type: string, data: Uint8Array): Buffer {
  const body = Buffer.concat([Buffer.from(type, 'latin1'), data]);
  const frame = Buffer.alloc(8);
  frame.writeUInt32BE(data.length, 0);
  frame.writeUInt32BE(crc32(body), 4);
  return Buffer.concat([frame.subarray(0, 4), body, frame.subarray(4)]);
}

export function shrinkPng(png: Buffer): Buffer {
  const { width, height, colours } = decode(png);
  const palette = choosePalette(colours);
  const indexOf = nearestIn(palette);
  const rows = Buffer.alloc((width + 1) * height);
  for (let y = 0; y < height; y++) {
    for (let x = 0; x < width; x++) rows[y * (width + 1) + 1 + x] = indexOf(at(colours, y * width + x));
  }
  const header = Buffer.alloc(13);
  header.writeUInt32BE(width, 0);
  header.writeUInt32BE(height, 4);
  header.set([8, 3, 0, 0, 0], 8);
  const entries = Buffer.from(palette.flatMap((colour) => [colour >> 16, (colour >> 8) & 255, colour & 255]));
  return Buffer.concat([
    SIGNATURE,
    chunk('IHDR', header),
    chunk('PLTE', entries),
    chunk('IDAT', deflateSync(rows, { level: 9 })),
    chunk('IEND', Buffer.alloc(0)),
  ]);
}
