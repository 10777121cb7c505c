/** A check-in at a door: building, unit, floors. */
export interface VisitListRow {
  readonly id: number;
  readonly workerName: string;
  readonly compound: number;
  readonly kind: number;
  readonly building: number;
  readonly unit: number;
  readonly floorFrom: number;
  readonly floorTo: number;
  readonly households: number;
  readonly visitedAtMs: number;
}
