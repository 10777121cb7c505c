import { STREET_CODE } from '../../../electron/hosts/platform/testing/test-platform.ts';
import type { PlatformWriter } from '../../../electron/hosts/station/testing/platform-writer.ts';

/** Keys of rows that nobody writes a second time: a commit that was lost is missed, whatever came after it. */
export class LastingRows {
  readonly #writer: PlatformWriter;
  #last = 0;

  constructor(writer: PlatformWriter) {
    this.#writer = writer;
  }

  /** One more, in the transaction under way. */
  readonly leaveOne = (): Promise<void> => {
    this.#last += 1;
    return this.#writer.insert('visit', { id: this.#last }, { street: STREET_CODE });
  };

  /** Once they were compared: else every comparison would take longer than the one before. */
  forget(): Promise<void> {
    return this.#writer.sql('DELETE FROM platform.visit');
  }
}
