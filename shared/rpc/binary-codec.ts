import { decodeText, encodeText } from './runtime.ts';

/**
 * One message as one binary frame, so that columns travel as bytes and are read in place:
 *
 *   u32 magic · u32 header length · header (JSON, UTF-8) · sections, each starting at a multiple of 8
 *
 * The header is `[message, [[type, bytes], …]]`; in it, a typed array stands as `{ "$": n }`, its section's number. What JSON cannot say
 * stands as `{ "$": "NaN" }` and the like, and an object that has a `$` of its own is escaped. Sections hold the machine's byte order,
 * little-endian wherever this runs. Types whose meaning a frame cannot keep (functions, maps, dates) are refused when encoding.
 */
const MAGIC = 0x31434353;
const PREFIX_BYTES = 8;
const ALIGNMENT = 8;
const MARK = '$';
const ESCAPED = 'escaped';

const ARRAY_TYPES = [Uint8Array, Int8Array, Uint16Array, Int16Array, Uint32Array, Int32Array, Float32Array, Float64Array] as const;
type ColumnArray = InstanceType<(typeof ARRAY_TYPES)[number]>;

/** What JSON has no word for, by the word used here. */
const SPECIAL_VALUES: ReadonlyMap<string, unknown> = new Map<string, unknown>([
  ['NaN', Number.NaN],
  ['Infinity', Number.POSITIVE_INFINITY],
  ['-Infinity', Number.NEGATIVE_INFINITY],
  ['-0', -0],
  ['undefined', undefined],
]);

/** A frame that is not one of ours, is cut short or lies about its sections. */
export class MalformedFrameError extends Error {
  override readonly name = 'MalformedFrameError';
}

const aligned = (bytes: number): number => Math.ceil(bytes / ALIGNMENT) * ALIGNMENT;

function isColumnArray(value: object): value is ColumnArray {
  return ARRAY_TYPES.some((type) => value instanceof type);
}

function specialName(value: unknown): string | null {
  for (const [name, special] of SPECIAL_VALUES) if (Object.is(special, value)) return name;
  return null;
}

function toPlainObject(value: object, sections: ColumnArray[]): Record<string, unknown> {
  const prototype: unknown = Object.getPrototypeOf(value);
  if (prototype !== Object.prototype && prototype !== null) throw new TypeError('Only plain data and typed arrays can be sent');
  const plain: Record<string, unknown> = {};
  for (const [key, entry] of Object.entries(value)) {
    if (key === '__proto__') throw new TypeError('A key named __proto__ cannot be sent');
    if (entry !== undefined) plain[key] = toJson(entry, sections);
  }
  return Object.hasOwn(plain, MARK) ? { [MARK]: ESCAPED, value: plain } : plain;
}

function toJson(value: unknown, sections: ColumnArray[]): unknown {
  const special = specialName(value);
  if (special !== null) return { [MARK]: special };
  if (value === null || typeof value === 'string' || typeof value === 'number' || typeof value === 'boolean') return value;
  if (typeof value !== 'object') throw new TypeError(`A ${typeof value} cannot be sent`);
  if (Array.isArray(value)) return Array.from(value, (entry: unknown) => toJson(entry, sections));
  if (isColumnArray(value)) return { [MARK]: sections.push(value) - 1 };
  return toPlainObject(value, sections);
}

/** Throws TypeError for what a frame cannot hold. A property that is `undefined` is left out, as JSON does. */
export function encodeFrame(message: unknown): Uint8Array<ArrayBuffer> {
  const sections: ColumnArray[] = [];
  const body = toJson(message, sections);
  const table = sections.map((section) => [ARRAY_TYPES.findIndex((type) => section instanceof type), section.byteLength]);
  const header = encodeText(JSON.stringify([body, table]));
  const sectionsAt = aligned(PREFIX_BYTES + header.byteLength);
  const totalBytes = sections.reduce((at, section) => aligned(at + section.byteLength), sectionsAt);
  const frame = new Uint8Array(totalBytes);
  const prefix = new DataView(frame.buffer);
  prefix.setUint32(0, MAGIC, true);
  prefix.setUint32(4, header.byteLength, true);
  frame.set(header, PREFIX_BYTES);
  let at = sectionsAt;
  for (const section of sections) {
    frame.set(new Uint8Array(section.buffer, section.byteOffset, section.byteLength), at);
    at = aligned(at + section.byteLength);
  }
  return frame;
}

function readHeader(frame: Uint8Array<ArrayBuffer>): { header: unknown; sectionsAt: number } {
  if (frame.byteLength < PREFIX_BYTES) throw new MalformedFrameError('Frame shorter than its prefix');
  const prefix = new DataView(frame.buffer, frame.byteOffset, PREFIX_BYTES);
  if (prefix.getUint32(0, true) !== MAGIC) throw new MalformedFrameError('Not a frame of this application');
  const headerBytes = prefix.getUint32(4, true);
  if (PREFIX_BYTES + headerBytes > frame.byteLength) throw new MalformedFrameError('Header longer than its frame');
  try {
    const header: unknown = JSON.parse(decodeText(frame.subarray(PREFIX_BYTES, PREFIX_BYTES + headerBytes)));
    return { header, sectionsAt: aligned(PREFIX_BYTES + headerBytes) };
  } catch (cause) {
    throw new MalformedFrameError('Header is not JSON', { cause });
  }
}

function readSection(frame: Uint8Array<ArrayBuffer>, entry: unknown, at: number): ColumnArray {
  const [typeIndex, bytes]: readonly unknown[] = Array.isArray(entry) ? entry : [];
  if (typeof typeIndex !== 'number' || typeof bytes !== 'number') throw new MalformedFrameError('Section without type or length');
  const type = ARRAY_TYPES[typeIndex];
  if (type === undefined || !Number.isInteger(bytes) || bytes < 0) throw new MalformedFrameError('Section of unknown type or length');
  if (bytes % type.BYTES_PER_ELEMENT !== 0) throw new MalformedFrameError('Section holds a part of an element');
  if (at + bytes > frame.byteLength) throw new MalformedFrameError('Section longer than its frame');
  return new type(frame.buffer, frame.byteOffset + at, bytes / type.BYTES_PER_ELEMENT);
}

function readSections(frame: Uint8Array<ArrayBuffer>, table: readonly unknown[], sectionsAt: number): readonly ColumnArray[] {
  const sections: ColumnArray[] = [];
  let at = sectionsAt;
  for (const entry of table) {
    const section = readSection(frame, entry, at);
    sections.push(section);
    at = aligned(at + section.byteLength);
  }
  if (at !== aligned(frame.byteLength)) throw new MalformedFrameError('Bytes after the last section');
  return sections;
}

function reviveMarked(marked: Record<string, unknown>, sections: readonly ColumnArray[]): unknown {
  const mark = marked[MARK];
  if (typeof mark === 'number') {
    const section = sections[mark];
    if (section === undefined) throw new MalformedFrameError('Message names a section that is not there');
    return section;
  }
  if (mark === ESCAPED && typeof marked['value'] === 'object' && marked['value'] !== null) return reviveEntries(marked['value'], sections);
  if (typeof mark !== 'string' || !SPECIAL_VALUES.has(mark)) throw new MalformedFrameError('Message holds an unknown mark');
  return SPECIAL_VALUES.get(mark);
}

function reviveEntries(value: object, sections: readonly ColumnArray[]): Record<string, unknown> {
  const revived: Record<string, unknown> = {};
  for (const [key, entry] of Object.entries(value)) {
    if (key === '__proto__') throw new MalformedFrameError('Message holds a key named __proto__');
    revived[key] = fromJson(entry, sections);
  }
  return revived;
}

function fromJson(value: unknown, sections: readonly ColumnArray[]): unknown {
  if (typeof value !== 'object' || value === null) return value;
  if (Array.isArray(value)) return value.map((entry: unknown) => fromJson(entry, sections));
  if (Object.hasOwn(value, MARK)) return reviveMarked({ ...value }, sections);
  return reviveEntries(value, sections);
}

/**
 * The message of a frame; its typed arrays are views into the frame's own memory, which is copied first only when it does not lie on a
 * boundary of 8 bytes. Throws MalformedFrameError.
 */
export function decodeFrame(bytes: Uint8Array<ArrayBuffer>): unknown {
  const frame = bytes.byteOffset % ALIGNMENT === 0 ? bytes : bytes.slice();
  const { header, sectionsAt } = readHeader(frame);
  const [body, table]: readonly unknown[] = Array.isArray(header) ? header : [];
  if (!Array.isArray(table)) throw new MalformedFrameError('Header without a table of sections');
  return fromJson(body, readSections(frame, table, sectionsAt));
}
