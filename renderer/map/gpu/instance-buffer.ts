import type { Buffer, Device } from '@luma.gl/core';
import type { Model } from '@luma.gl/engine';

const FIRST_CAPACITY = 1024;

/** Rows of words that are rewritten in place; grows by half when full, and never shrinks. */
export class RowBuffer {
  readonly wordsPerRow: number;
  #words: ArrayBuffer;
  floats: Float32Array;
  integers: Uint32Array;
  /** Rows in use. */
  count = 0;
  /** Grows with every change that has to be uploaded. */
  revision = 0;

  constructor(wordsPerRow: number) {
    this.wordsPerRow = wordsPerRow;
    this.#words = new ArrayBuffer(0);
    this.floats = new Float32Array(this.#words);
    this.integers = new Uint32Array(this.#words);
    this.reserve(FIRST_CAPACITY);
  }

  get capacity(): number {
    return this.floats.length / this.wordsPerRow;
  }

  /** Makes room for rows; what was written before is lost. */
  reserve(rows: number): void {
    if (rows <= this.capacity) return;
    this.#words = new ArrayBuffer(Math.ceil(Math.max(rows, this.capacity * 1.5)) * this.wordsPerRow * 4);
    this.floats = new Float32Array(this.#words);
    this.integers = new Uint32Array(this.#words);
  }

  /** The rows in use, as they are uploaded. */
  used(): Uint8Array {
    return new Uint8Array(this.#words, 0, this.count * this.wordsPerRow * 4);
  }
}

/** The GPU's copy of a RowBuffer: one upload a revision, a new buffer only when the rows outgrew it. */
export class UploadedRows {
  readonly #device: Device;
  readonly #rows: RowBuffer;
  readonly #attributeName: string;
  #buffer: Buffer;
  #revision = -1;

  constructor(device: Device, rows: RowBuffer, attributeName: string) {
    this.#device = device;
    this.#rows = rows;
    this.#attributeName = attributeName;
    this.#buffer = this.#create();
  }

  get buffer(): Buffer {
    return this.#buffer;
  }

  #create(): Buffer {
    return this.#device.createBuffer({ byteLength: this.#rows.capacity * this.#rows.wordsPerRow * 4 });
  }

  upload(model: Model): void {
    if (this.#revision === this.#rows.revision) return;
    this.#revision = this.#rows.revision;
    const bytes = this.#rows.used();
    if (bytes.byteLength > this.#buffer.byteLength) {
      this.#buffer.destroy();
      this.#buffer = this.#create();
      model.setAttributes({ [this.#attributeName]: this.#buffer });
    }
    if (bytes.byteLength > 0) this.#buffer.write(bytes);
  }

  destroy(): void {
    this.#buffer.destroy();
  }
}
