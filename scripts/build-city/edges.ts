/** A bag of straight edges on the integer plane: what goes into the arrangement. Flat, because there are a hundred thousand of them. */
import { at, type Path, type Point } from './basics.ts';

/** What an edge stands for; bits, because noding may lay several on top of each other. */
export const CELL_EDGE = 1;
export const DISTRICT_EDGE = 2;
export const WATER_EDGE = 4;
export const ROAD_EDGE = 8;

export class EdgeBag {
  readonly ax: number[] = [];
  readonly ay: number[] = [];
  readonly bx: number[] = [];
  readonly by: number[] = [];
  readonly flags: number[] = [];

  get count(): number {
    return this.flags.length;
  }

  /** Coordinates must be whole numbers; edges without length are left out. */
  add(a: Point, b: Point, flags: number): void {
    if (a.x === b.x && a.y === b.y) return;
    this.ax.push(a.x);
    this.ay.push(a.y);
    this.bx.push(b.x);
    this.by.push(b.y);
    this.flags.push(flags);
  }

  addRing(ring: Path, flags: number): void {
    for (let i = 0; i < ring.length; i++) this.add(at(ring, i), at(ring, (i + 1) % ring.length), flags);
  }

  start(index: number): Point {
    return { x: at(this.ax, index), y: at(this.ay, index) };
  }

  end(index: number): Point {
    return { x: at(this.bx, index), y: at(this.by, index) };
  }
}
