import { type Device, Texture } from '@luma.gl/core';
import { colorBytes } from '../../../shared/domain/palettes.ts';
import { NEAREST_SAMPLER, uploadTexture } from './lean-layer.ts';

export const COLOR_TABLE_SIZE = 16;

/** Up to 16 colours that shaders look up by number; changed by the theme. */
export class ColorTable {
  readonly bytes = new Uint8Array(4 * COLOR_TABLE_SIZE);
  revision = 0;

  set(colors: readonly string[]): void {
    colors.forEach((color, index) => this.bytes.set([...colorBytes(color), 255], 4 * index));
    this.revision++;
  }
}

export class UploadedColors {
  readonly texture: Texture;
  readonly #table: ColorTable;
  #revision = -1;

  constructor(device: Device, table: ColorTable) {
    this.#table = table;
    this.texture = device.createTexture({
      format: 'rgba8unorm',
      width: COLOR_TABLE_SIZE,
      height: 1,
      sampler: NEAREST_SAMPLER,
      usage: Texture.SAMPLE | Texture.COPY_DST,
    });
  }

  upload(): void {
    if (this.#revision === this.#table.revision) return;
    this.#revision = this.#table.revision;
    uploadTexture(this.texture, this.#table.bytes);
  }

  destroy(): void {
    this.texture.destroy();
  }
}
