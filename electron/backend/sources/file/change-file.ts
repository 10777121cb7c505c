import { z } from 'zod';
import { TABLES } from '../../../../shared/tables/index.ts';
import { specHash } from '../../../../shared/tables/spec-hash.ts';

/**
 * A file of changes for a network that nothing else reaches:
 *
 *   magic · u32 length · head (JSON) · { u32 length · frame }… · u32 0 · u32 length · tail (JSON) · signature (64 bytes) · end mark
 *
 * Numbers are little-endian. The signature is Ed25519 over the SHA-256 of everything before it, behind a line of text that nothing else is signed
 * with. A frame is a part of a snapshot or of a transaction, as it goes over the wire (backend/wire). Digests chain files: each names the one before.
 */
export const MAGIC = Buffer.from('SCCFILE1', 'ascii');
export const END_MARK = Buffer.from('SCCEND01', 'ascii');
export const SIGNATURE_BYTES = 64;
export const LENGTH_BYTES = 4;
/** A longer frame is none of ours, whatever its length says. */
export const LARGEST_FRAME_BYTES = 64 * 1024 ** 2;
export const LARGEST_TEXT_BYTES = 64 * 1024;
export const FILE_ENDING = '.changes';

const FORMAT = 1;
const hex64 = z.string().regex(/^[0-9a-f]{64}$/);
const moment = z.int().min(0);

/** What the files of this program hold; a file with another hash is of another version. */
export const FILE_SPEC = specHash(
  Object.values(TABLES).map((spec) => ({ ...spec, indexes: [] })),
  [FORMAT],
);

/** In this order of keys: a head has one spelling. */
export const fileHead = z.strictObject({
  format: z.literal(FORMAT),
  /** All rows of the area, or what happened since the file before. */
  kind: z.enum(['snapshot', 'changes']),
  area: z.string().regex(/^\d{6}(\d{3})?$/),
  cityVersion: z.string(),
  spec: z.string(),
  /** Names the row of files that this one belongs to. */
  chain: z.string().regex(/^[0-9a-f]{16}$/),
  /** 1, 2, 3, … along the chain. */
  number: z.int().min(1),
  /** Digest of the file before; null for the first. */
  previous: hex64.nullable(),
  /** Where the source stood before; null for a snapshot. */
  from: z.string().nullable(),
  key: z.string().regex(/^[0-9a-f]{16}$/),
  exportedAtMs: moment,
});
export type FileHead = z.infer<typeof fileHead>;

export const fileTail = z.strictObject({
  /** Where the source stands after it: the next file begins there. */
  to: z.string(),
  /** Up to when everything is in it, by the source's clock. */
  toMs: moment,
  frames: z.int().min(0),
  /** Rows of a snapshot, or changes. */
  rows: z.int().min(0),
});
export type FileTail = z.infer<typeof fileTail>;

/** What is signed: the digest, and what it is the digest of. */
export function signedText(digest: Buffer): Buffer {
  return Buffer.concat([Buffer.from('street-command-center change file 1\n', 'utf8'), digest]);
}

/** A file as it is known once it was read to its end and found right. */
export interface VerifiedFile {
  readonly path: string;
  readonly head: FileHead;
  readonly tail: FileTail;
  /** SHA-256 of everything that is signed, in hexadecimal. */
  readonly digest: string;
  /** Where the frames begin. */
  readonly framesAt: number;
}
