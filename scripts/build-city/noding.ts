/**
 * Snap rounding: splits edges wherever they meet until they meet only at their ends, with all coordinates whole numbers. After this the plane is
 * cut into faces that share their borders exactly, whatever went in.
 */
import Flatbush from 'flatbush';
import { at, type Point } from './basics.ts';
import { EdgeBag } from './edges.ts';
import { orient } from './polygon.ts';

/** A point this near to an edge (in units of about a centimetre) lies on it: rounding moves a point by at most √½. */
const ON_EDGE_SQUARED = 0.75 * 0.75;
const UNIT_DIAGONAL_SQUARED = 2;
const MOST_ROUNDS = 40;

function indexOf(bag: EdgeBag): Flatbush {
  const index = new Flatbush(bag.count);
  for (let i = 0; i < bag.count; i++) {
    const a = bag.start(i);
    const b = bag.end(i);
    index.add(Math.min(a.x, b.x) - 1, Math.min(a.y, b.y) - 1, Math.max(a.x, b.x) + 1, Math.max(a.y, b.y) + 1);
  }
  index.finish();
  return index;
}

function same(a: Point, b: Point): boolean {
  return a.x === b.x && a.y === b.y;
}

/** Whether p lies on the edge, but is none of its ends. */
function touches(p: Point, a: Point, b: Point): boolean {
  if (same(p, a) || same(p, b)) return false;
  const dx = b.x - a.x;
  const dy = b.y - a.y;
  const along = (p.x - a.x) * dx + (p.y - a.y) * dy;
  const lengthSquared = dx * dx + dy * dy;
  // Both corners beside a unit square's diagonal are this near to it: led over the two, it would become the other diagonal, and that one it again.
  if (lengthSquared <= UNIT_DIAGONAL_SQUARED) return false;
  if (along <= 0 || along >= lengthSquared) return false;
  const cross = orient(a, b, p);
  return cross * cross <= ON_EDGE_SQUARED * lengthSquared;
}

function crossing(a: Point, b: Point, c: Point, d: Point): Point | undefined {
  const oc = orient(a, b, c);
  const od = orient(a, b, d);
  if (oc === 0 || od === 0 || oc > 0 === od > 0) return undefined;
  const oa = orient(c, d, a);
  const ob = orient(c, d, b);
  if (oa === 0 || ob === 0 || oa > 0 === ob > 0) return undefined;
  const t = oa / (oa - ob);
  return { x: Math.round(a.x + t * (b.x - a.x)), y: Math.round(a.y + t * (b.y - a.y)) };
}

type Splits = Map<number, Point[]>;

function addSplit(splits: Splits, edge: number, point: Point): void {
  const list = splits.get(edge);
  if (list) list.push(point);
  else splits.set(edge, [point]);
}

/** Notes every point at which edges i and j have to be split because of each other. */
function meet(bag: EdgeBag, i: number, j: number, splits: Splits): void {
  const [a, b, c, d] = [bag.start(i), bag.end(i), bag.start(j), bag.end(j)];
  let touched = false;
  const touch = (edge: number, point: Point, from: Point, to: Point): void => {
    if (!touches(point, from, to)) return;
    touched = true;
    addSplit(splits, edge, point);
  };
  for (const p of [c, d]) touch(i, p, a, b);
  for (const p of [a, b]) touch(j, p, c, d);
  if (touched || same(a, c) || same(a, d) || same(b, c) || same(b, d)) return;
  const point = crossing(a, b, c, d);
  if (!point) return;
  if (!same(point, a) && !same(point, b)) addSplit(splits, i, point);
  if (!same(point, c) && !same(point, d)) addSplit(splits, j, point);
}

function findSplits(bag: EdgeBag): Splits {
  const splits: Splits = new Map();
  const index = indexOf(bag);
  for (let i = 0; i < bag.count; i++) {
    const a = bag.start(i);
    const b = bag.end(i);
    const box = [Math.min(a.x, b.x), Math.min(a.y, b.y), Math.max(a.x, b.x), Math.max(a.y, b.y)] as const;
    const others = index.search(...box, (j) => j > i);
    for (const j of others) meet(bag, i, j, splits);
  }
  return splits;
}

function applySplits(bag: EdgeBag, splits: Splits): EdgeBag {
  const result = new EdgeBag();
  const seen = new Map<string, number>();
  const add = (a: Point, b: Point, flags: number): void => {
    const forward = a.x < b.x || (a.x === b.x && a.y < b.y);
    const key = forward ? `${a.x},${a.y},${b.x},${b.y}` : `${b.x},${b.y},${a.x},${a.y}`;
    const known = seen.get(key);
    if (known !== undefined) result.flags[known] = at(result.flags, known) | flags;
    else if (!same(a, b)) {
      seen.set(key, result.count);
      result.add(a, b, flags);
    }
  };
  for (let i = 0; i < bag.count; i++) {
    const a = bag.start(i);
    const b = bag.end(i);
    const along = (p: Point): number => (p.x - a.x) * (b.x - a.x) + (p.y - a.y) * (b.y - a.y);
    const stops = (splits.get(i) ?? []).toSorted((p, q) => along(p) - along(q) || p.x - q.x || p.y - q.y);
    let from = a;
    for (const stop of [...stops, b]) {
      add(from, stop, at(bag.flags, i));
      from = stop;
    }
  }
  return result;
}

/** Number of edges that still meet elsewhere than at their ends. */
export function countUnnoded(bag: EdgeBag): number {
  return findSplits(bag).size;
}

/**
 * Edges that meet only at their ends, each once, flags of coinciding edges joined. Throws if rounding does not settle,
 * which takes a crowd of edges hardly farther apart than the rounding itself.
 */
export function nodeEdges(bag: EdgeBag): EdgeBag {
  let current = applySplits(bag, new Map());
  for (let round = 0; round < MOST_ROUNDS; round++) {
    const splits = findSplits(current);
    if (splits.size === 0) return current;
    current = applySplits(current, splits);
  }
  throw new Error(`noding did not settle in ${MOST_ROUNDS} rounds`);
}
