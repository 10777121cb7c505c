import type { TextCodec } from '../../../shared/tables/row-codec.ts';

const encoder = new TextEncoder();
const decoder = new TextDecoder('utf-8', { fatal: true });

/** UTF-8; throws TypeError on bytes that are none. */
export const utf8: TextCodec = { encode: (text) => encoder.encode(text), decode: (bytes) => decoder.decode(bytes) };
