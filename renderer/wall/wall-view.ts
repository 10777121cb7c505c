import type { WallDay, WallProgram, WallScene, WallSnapshot } from '../../shared/contract/wall.ts';
import type { FrozenFrame } from '../../shared/contract/consultation.ts';
import type { AreaRef } from '../../shared/domain/areas.ts';
import type { WallShape } from './layout/type-scale.ts';

/** Everything that a scene is drawn from. */
export interface WallViewProps {
  readonly snapshot: WallSnapshot;
  readonly program: WallProgram;
  readonly scene: WallScene;
  /** Of the scene: its own, or the area of competence. */
  readonly area: AreaRef;
  readonly home: AreaRef;
  /** What a consultation has frozen: the figures are those of its moment. */
  readonly frame: FrozenFrame | null;
  /** Null until it is answered the first time. */
  readonly day: WallDay | null;
  readonly remPixels: number;
  readonly shape: WallShape;
}
