import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { decodeFrame, encodeFrame, MalformedFrameError } from './binary-codec.ts';

const columns = fc.oneof(
  fc.uint8Array({ maxLength: 40 }),
  fc.int8Array({ maxLength: 40 }),
  fc.uint16Array({ maxLength: 40 }),
  fc.int16Array({ maxLength: 40 }),
  fc.uint32Array({ maxLength: 40 }),
  fc.int32Array({ maxLength: 40 }),
  fc.float32Array({ maxLength: 40 }),
  fc.float64Array({ maxLength: 40 }),
);
const key = fc.oneof(fc.string({ maxLength: 8 }), fc.constant('$'), fc.constant('value')).filter((text) => text !== '__proto__');
const message = fc.letrec((tie) => ({
  value: fc.oneof(
    { maxDepth: 5 },
    fc.string(),
    fc.double(),
    fc.integer(),
    fc.boolean(),
    fc.constantFrom(null, -0, Number.NaN, Number.POSITIVE_INFINITY),
    columns,
    fc.array(tie('value'), { maxLength: 5 }),
    fc.dictionary(key, tie('value'), { maxKeys: 5, noNullPrototype: true }),
  ),
})).value;

describe('a frame', () => {
  it('gives back any message: numbers of every kind, nested columns, keys that look like its own marks', () => {
    fc.assert(
      fc.property(message, (sent) => void expect(decodeFrame(encodeFrame(sent))).toStrictEqual(sent)),
      { numRuns: 1_000 },
    );
  });

  it('gives back columns that are a part of a larger buffer, without the rest of it', () => {
    const part = new Float64Array([1, 2, 3, 4]).subarray(1, 3);
    const received = decodeFrame(encodeFrame({ part }));
    expect(received).toStrictEqual({ part: new Float64Array([2, 3]) });
  });

  it('is read from any place in a larger buffer', () => {
    const frame = encodeFrame({ column: new Float64Array([1.5, -2]), text: '南京' });
    for (let offset = 0; offset < 9; offset += 1) {
      const buffer = new Uint8Array(frame.byteLength + offset);
      buffer.set(frame, offset);
      expect(decodeFrame(buffer.subarray(offset))).toStrictEqual({ column: new Float64Array([1.5, -2]), text: '南京' });
    }
  });

  it('starts every column at a multiple of 8 bytes and hands it out without a copy', () => {
    const frame = encodeFrame([new Uint8Array(3), new Float64Array(2)]);
    const received = decodeFrame(frame);
    expect(Array.isArray(received) && received[1] instanceof Float64Array && received[1].buffer === frame.buffer).toBe(true);
  });

  it('leaves out properties that are undefined', () => {
    expect(decodeFrame(encodeFrame({ kept: 1, left: undefined }))).toStrictEqual({ kept: 1 });
  });

  it.each([
    ['function', () => 1],
    ['map', new Map()],
    ['date', new Date()],
    ['bigint', 1n],
    ['symbol', Symbol('s')],
    ['class', new URL('a:b')],
  ])('is refused for a %s, which it could not give back', (_kind, value) => expect(() => encodeFrame({ value })).toThrow(TypeError));

  it('never reads bytes that are not a frame: every cut and every changed byte gives an error or another message', () => {
    const frame = encodeFrame({ columns: [new Uint16Array([1, 2, 3]), new Float64Array([4])], name: 'x' });
    for (let length = 0; length < frame.byteLength; length += 1) {
      expect(() => decodeFrame(frame.slice(0, length))).toThrow(MalformedFrameError);
    }
    fc.assert(
      fc.property(fc.nat(frame.byteLength - 1), fc.nat(255), (at, byte) => {
        const changed = frame.slice();
        changed[at] = byte;
        try {
          decodeFrame(changed);
        } catch (error) {
          expect(error).toBeInstanceOf(MalformedFrameError);
        }
      }),
      { numRuns: 3_000 },
    );
  });

  it('never reads any other bytes', () => {
    fc.assert(
      fc.property(fc.uint8Array({ maxLength: 64 }), (bytes) => void expect(() => decodeFrame(bytes.slice())).toThrow(MalformedFrameError)),
    );
  });

  it('cannot plant a prototype', () => {
    const text = '[{"a":{"__proto__":{"isAdministrator":true}}},[]]';
    const header = new TextEncoder().encode(text);
    const frame = new Uint8Array(Math.ceil((8 + header.byteLength) / 8) * 8);
    frame.set(encodeFrame(null).subarray(0, 4));
    new DataView(frame.buffer).setUint32(4, header.byteLength, true);
    frame.set(header, 8);
    expect(() => decodeFrame(frame)).toThrow(MalformedFrameError);
  });
});
