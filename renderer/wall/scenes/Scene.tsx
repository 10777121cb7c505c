import type { WallViewProps } from '../wall-view.ts';
import { AlertsScene } from './AlertsScene.tsx';
import { BoardScene } from './BoardScene.tsx';
import { DayScene } from './DayScene.tsx';
import { FrozenScene } from './FrozenScene.tsx';
import { CoverageMaps } from './MapScenes.tsx';
import { RaceScene } from './RaceScene.tsx';

/** What stands in the middle of the wall. */
export function Scene(props: WallViewProps) {
  if (props.frame !== null) return <FrozenScene {...props} frame={props.frame} />;
  switch (props.scene.kind) {
    case 'overview':
    case 'area':
      return <CoverageMaps {...props} />;
    case 'alerts':
      return <AlertsScene {...props} />;
    case 'race':
      return <RaceScene {...props} />;
    case 'day':
      return <DayScene {...props} />;
    case 'board':
      return <BoardScene {...props} />;
  }
}
