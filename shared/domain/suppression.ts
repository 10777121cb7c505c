/**
 * Small counts of people are not said where everybody can read them (product.md: the wall shows aggregates with small-count suppression). A
 * count of 1 … 4 is left out, and so is what would give it away by subtraction from a total.
 */

/** The smallest count that is said; 0 is said too, since it is about nobody. */
export const FEWEST_SHOWN = 5;
/** Stands for a count that is not said. */
export const HIDDEN_COUNT = -1;

export function isSmallCount(count: number): boolean {
  return count > 0 && count < FEWEST_SHOWN;
}

export function shownCount(count: number): number {
  return isSmallCount(count) ? HIDDEN_COUNT : count;
}

/**
 * Whoever sees the total and the shown parts knows the sum of the hidden ones, and that none of these is 0. He can tell none of them as small
 * when there are two or more and the largest that one of them could be is not small either.
 */
function isProtected(hiddenParts: number, hiddenSum: number): boolean {
  return hiddenParts === 0 || (hiddenParts >= 2 && hiddenSum - (hiddenParts - 1) >= FEWEST_SHOWN);
}

/**
 * The parts of a total as they may be said, HIDDEN_COUNT for the others: small ones are hidden, and the smallest of the rest with them until no
 * subtraction tells a small one. Where that cannot be reached, or the total itself is not said, no part is said, not even a 0.
 */
export function shownParts(parts: readonly number[], isTotalShown: boolean): readonly number[] {
  const everyHidden = (): readonly number[] => parts.map(() => HIDDEN_COUNT);
  if (!isTotalShown) return everyHidden();
  const hidden = new Set(parts.flatMap((count, part) => (isSmallCount(count) ? [part] : [])));
  let sum = 0;
  for (const part of hidden) sum += parts[part] ?? 0;
  const others = parts.map((_, part) => part).filter((part) => (parts[part] ?? 0) >= FEWEST_SHOWN);
  others.sort((one, other) => (parts[one] ?? 0) - (parts[other] ?? 0));
  for (const part of others) {
    if (isProtected(hidden.size, sum)) break;
    hidden.add(part);
    sum += parts[part] ?? 0;
  }
  if (!isProtected(hidden.size, sum)) return everyHidden();
  return parts.map((count, part) => (hidden.has(part) ? HIDDEN_COUNT : count));
}
