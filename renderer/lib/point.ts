/** A point of a drawing or of the map's own surface, CSS pixels. */
export interface Point {
  readonly x: number;
  readonly y: number;
}
