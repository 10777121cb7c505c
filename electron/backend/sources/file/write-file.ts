import { createHash, createPublicKey, type KeyObject, sign } from 'node:crypto';
import { closeSync, fsyncSync, openSync, renameSync, rmSync, writeSync } from 'node:fs';
import { END_MARK, type FileHead, fileHead, type FileTail, LENGTH_BYTES, MAGIC, signedText } from './change-file.ts';
import { keyId } from './signing-keys.ts';

function lengthOf(bytes: number): Buffer {
  const length = Buffer.alloc(LENGTH_BYTES);
  length.writeUInt32LE(bytes);
  return length;
}

/** Writes one file beside its name, and gives it the name once it is whole and on the disk: what has the name was never half. */
export class ChangeFileWriter {
  readonly #path: string;
  readonly #key: KeyObject;
  readonly #file: number;
  readonly #hash = createHash('sha256');
  #frames = 0;
  #isClosed = false;

  constructor(path: string, head: Omit<FileHead, 'key'>, key: KeyObject) {
    this.#path = path;
    this.#key = key;
    this.#file = openSync(`${path}.part`, 'w', 0o600);
    const text = Buffer.from(JSON.stringify(fileHead.parse({ ...head, key: keyId(createPublicKey(key)) })), 'utf8');
    this.#write(MAGIC);
    this.#write(lengthOf(text.length));
    this.#write(text);
  }

  frame(bytes: Uint8Array): void {
    this.#write(lengthOf(bytes.length));
    this.#write(bytes);
    this.#frames += 1;
  }

  /** Answers the digest, in hexadecimal. */
  finish(tail: Omit<FileTail, 'frames'>): string {
    const text = Buffer.from(JSON.stringify({ ...tail, frames: this.#frames }), 'utf8');
    this.#write(lengthOf(0));
    this.#write(lengthOf(text.length));
    this.#write(text);
    const digest = this.#hash.digest();
    writeSync(this.#file, sign(null, signedText(digest), this.#key));
    writeSync(this.#file, END_MARK);
    fsyncSync(this.#file);
    this.#close();
    renameSync(`${this.#path}.part`, this.#path);
    return digest.toString('hex');
  }

  /** Deletes what was written; does nothing to a finished file. */
  abandon(): void {
    if (this.#isClosed) return;
    this.#close();
    rmSync(`${this.#path}.part`, { force: true });
  }

  #close(): void {
    this.#isClosed = true;
    closeSync(this.#file);
  }

  #write(bytes: Uint8Array): void {
    this.#hash.update(bytes);
    for (let at = 0; at < bytes.length; ) at += writeSync(this.#file, bytes, at);
  }
}
