import { createHash, type KeyObject, verify } from 'node:crypto';
import { type FileHandle, open } from 'node:fs/promises';
import type { z } from 'zod';
import {
  END_MARK,
  FILE_SPEC,
  type FileHead,
  fileHead,
  fileTail,
  LARGEST_FRAME_BYTES,
  LARGEST_TEXT_BYTES,
  LENGTH_BYTES,
  MAGIC,
  SIGNATURE_BYTES,
  signedText,
  type VerifiedFile,
} from './change-file.ts';
import { FileFault } from './file-fault.ts';

/** Whom and what a station takes files from. */
export interface Trust {
  readonly keys: ReadonlyMap<string, KeyObject>;
  readonly areaCode: string;
  readonly cityVersion: string;
}

const HASHED_AT_ONCE = 1024 ** 2;

async function bytesAt(file: FileHandle, position: number, length: number): Promise<Buffer> {
  const bytes = Buffer.alloc(length);
  const { bytesRead } = await file.read(bytes, 0, length, position);
  if (bytesRead < length) throw new FileFault('file-truncated');
  return bytes;
}

async function lengthAt(file: FileHandle, position: number, largest: number): Promise<number> {
  const length = (await bytesAt(file, position, LENGTH_BYTES)).readUInt32LE();
  if (length > largest) throw new FileFault('file-malformed');
  return length;
}

async function textAt<Text>(
  file: FileHandle,
  position: number,
  schema: z.ZodType<Text>,
): Promise<{ readonly text: Text; readonly endsAt: number }> {
  const length = await lengthAt(file, position, LARGEST_TEXT_BYTES);
  const bytes = await bytesAt(file, position + LENGTH_BYTES, length);
  try {
    return { text: schema.parse(JSON.parse(bytes.toString('utf8'))), endsAt: position + LENGTH_BYTES + length };
  } catch (cause) {
    throw new FileFault('file-malformed', {}, { cause });
  }
}

/** The head alone, unverified: enough to put files in order. @throws FileFault `file-malformed`, `file-truncated`, `file-other-version` */
export async function readHead(path: string): Promise<FileHead> {
  const file = await open(path, 'r');
  try {
    if (!(await bytesAt(file, 0, MAGIC.length)).equals(MAGIC)) throw new FileFault('file-malformed');
    return (await textAt(file, MAGIC.length, fileHead)).text;
  } finally {
    await file.close();
  }
}

/** The digest of a file's first bytes. */
async function digestOf(file: FileHandle, length: number): Promise<Buffer> {
  const hash = createHash('sha256');
  for (let at = 0; at < length; at += HASHED_AT_ONCE) hash.update(await bytesAt(file, at, Math.min(HASHED_AT_ONCE, length - at)));
  return hash.digest();
}

function checkHead({ key, area, cityVersion, spec }: FileHead, trust: Trust): KeyObject {
  const publicKey = trust.keys.get(key);
  if (publicKey === undefined) throw new FileFault('file-key-unknown', { key });
  if (area !== trust.areaCode) throw new FileFault('file-other-area', { area });
  if (cityVersion !== trust.cityVersion) throw new FileFault('file-other-city');
  if (spec !== FILE_SPEC) throw new FileFault('file-other-version');
  return publicKey;
}

/** Where the frames end: at the first length that is 0. */
async function framesEndAt(file: FileHandle, framesAt: number): Promise<{ readonly endsAt: number; readonly frames: number }> {
  let at = framesAt;
  for (let frames = 0; ; frames += 1) {
    const length = await lengthAt(file, at, LARGEST_FRAME_BYTES);
    at += LENGTH_BYTES + length;
    if (length === 0) return { endsAt: at, frames };
  }
}

async function verified(path: string, file: FileHandle, trust: Trust): Promise<VerifiedFile> {
  if (!(await bytesAt(file, 0, MAGIC.length)).equals(MAGIC)) throw new FileFault('file-malformed');
  const { text: head, endsAt: framesAt } = await textAt(file, MAGIC.length, fileHead);
  const publicKey = checkHead(head, trust);
  const { size } = await file.stat();
  const signedBytes = size - SIGNATURE_BYTES - END_MARK.length;
  if (signedBytes < framesAt || !(await bytesAt(file, size - END_MARK.length, END_MARK.length)).equals(END_MARK)) {
    throw new FileFault('file-truncated');
  }
  const digest = await digestOf(file, signedBytes);
  const signature = await bytesAt(file, signedBytes, SIGNATURE_BYTES);
  if (!verify(null, signedText(digest), publicKey, signature)) throw new FileFault('file-forged');
  // From here on it is what somebody wrote whom we trust.
  const { endsAt, frames } = await framesEndAt(file, framesAt);
  const { text: tail, endsAt: tailEndsAt } = await textAt(file, endsAt, fileTail);
  if (tail.frames !== frames || tailEndsAt !== signedBytes) throw new FileFault('file-malformed');
  return { path, head, tail, digest: digest.toString('hex'), framesAt };
}

/**
 * Reads a file to its end and holds it against its signature; nothing of it is looked at before.
 * @throws FileFault
 */
export async function verifyFile(path: string, trust: Trust): Promise<VerifiedFile> {
  const file = await open(path, 'r');
  try {
    return await verified(path, file, trust);
  } finally {
    await file.close();
  }
}

/** The frames of a verified file, one after another. @throws FileFault when the file was changed meanwhile */
export async function* framesOf({ path, framesAt }: VerifiedFile): AsyncGenerator<Uint8Array<ArrayBuffer>> {
  const file = await open(path, 'r');
  try {
    for (let at = framesAt; ; ) {
      const length = await lengthAt(file, at, LARGEST_FRAME_BYTES);
      if (length === 0) return;
      yield new Uint8Array(await bytesAt(file, at + LENGTH_BYTES, length));
      at += LENGTH_BYTES + length;
    }
  } finally {
    await file.close();
  }
}
