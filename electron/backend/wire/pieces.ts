/** One of several messages that carry what is too large for one. */
export interface Piece {
  readonly index: number;
  readonly count: number;
  readonly bytes: Uint8Array<ArrayBuffer>;
}

/** Cuts what is larger than a message may be; one piece when it is not. */
export function cutIntoPieces(bytes: Uint8Array<ArrayBuffer>, largest: number): readonly Piece[] {
  const count = Math.max(1, Math.ceil(bytes.length / largest));
  return Array.from({ length: count }, (_, index) => ({ index, count, bytes: bytes.subarray(index * largest, (index + 1) * largest) }));
}

/** How a message says that it is a piece; absent where it is a whole. */
export const PIECE_HEADER = 'Command-Center-Piece';

export function formatPiece({ index, count }: Piece): string {
  return `${index}/${count}`;
}

/** Null when the text says no such thing. */
export function parsePiece(text: string): { readonly index: number; readonly count: number } | null {
  const [, index, count] = /^(\d{1,6})\/(\d{1,6})$/.exec(text) ?? [];
  return index === undefined || count === undefined ? null : { index: Number(index), count: Number(count) };
}

/** Puts pieces together again as they come. */
export class PieceJoiner {
  #pieces: Uint8Array[] = [];

  /** @param header of the message, '' for a whole one. Answers the whole when its last piece came, else null. */
  take(bytes: Uint8Array<ArrayBuffer>, header: string): Uint8Array<ArrayBuffer> | null {
    const piece = parsePiece(header);
    // A sender that was cut off begins again with the first piece: what came before belongs to nothing.
    if (piece === null || piece.index === 0) this.#pieces = [];
    if (piece === null) return bytes;
    if (piece.index !== this.#pieces.length) {
      this.#pieces = [];
      return null;
    }
    this.#pieces.push(bytes);
    if (this.#pieces.length < piece.count) return null;
    const whole = new Uint8Array(this.#pieces.reduce((sum, part) => sum + part.length, 0));
    let at = 0;
    for (const part of this.#pieces) {
      whole.set(part, at);
      at += part.length;
    }
    this.#pieces = [];
    return whole;
  }
}
