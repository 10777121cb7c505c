/** Random numbers that are the same on every machine: 32-bit integer arithmetic only. */

export interface Random {
  /** Uniform in [0, 1). */
  next(): number;
  /** Uniform in [low, high). */
  between(low: number, high: number): number;
  /** Whole number in [0, count). */
  below(count: number): number;
}

function hashText(text: string): number {
  let hash = 0x811c9dc5;
  for (let i = 0; i < text.length; i++) hash = Math.imul(hash ^ text.charCodeAt(i), 0x01000193);
  return hash >>> 0;
}

/** A stream of its own for each purpose, so that a change in one part does not move all others. */
export function randomFor(purpose: string): Random {
  let state = hashText(purpose);
  const next = (): number => {
    state = (state + 0x6d2b79f5) | 0;
    let mixed = Math.imul(state ^ (state >>> 15), 1 | state);
    mixed = (mixed + Math.imul(mixed ^ (mixed >>> 7), 61 | mixed)) ^ mixed;
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 4294967296;
  };
  return {
    next,
    between: (low, high) => low + (high - low) * next(),
    below: (count) => Math.floor(next() * count),
  };
}

function latticeValue(column: number, row: number): number {
  let hash = Math.imul(column, 0x27d4eb2d) ^ Math.imul(row, 0x165667b1);
  hash = Math.imul(hash ^ (hash >>> 15), 0x85ebca6b);
  hash = Math.imul(hash ^ (hash >>> 13), 0xc2b2ae35);
  return ((hash ^ (hash >>> 16)) >>> 0) / 4294967296;
}

/** Smooth value noise in [0, 1] with features about `cell` wide. */
export function noise(x: number, y: number, cell: number): number {
  const column = Math.floor(x / cell);
  const row = Math.floor(y / cell);
  const u = x / cell - column;
  const v = y / cell - row;
  const su = u * u * (3 - 2 * u);
  const sv = v * v * (3 - 2 * v);
  const low = latticeValue(column, row) * (1 - su) + latticeValue(column + 1, row) * su;
  const high = latticeValue(column, row + 1) * (1 - su) + latticeValue(column + 1, row + 1) * su;
  return low * (1 - sv) + high * sv;
}
