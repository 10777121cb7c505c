import { useRef } from 'react';
import { useWords } from '../../lib/use-words.ts';
import { useFitStep } from '../layout/use-fit-step.ts';
import type { WallViewProps } from '../wall-view.ts';
import { CoverageMaps } from './MapScenes.tsx';

/** Three sizes of text beside the map, and the smallest without it (wall-scenes.css). */
const STEPS = 4;

/** A consultation: what is talked about, beside the map of where. */
export function BoardScene(props: WallViewProps) {
  const { t } = useWords();
  const { scene, remPixels } = props;
  const board = useRef<HTMLElement>(null);
  const step = useFitStep(board, STEPS, JSON.stringify([scene.title, scene.lines, remPixels]));
  return (
    <div className="wall-split">
      <section ref={board} className="wall-board" data-step={step}>
        <h2 className="wall-board-title">{scene.title === '' ? t('wall.kind.board') : scene.title}</h2>
        <ol className="wall-board-lines">
          {scene.lines.map((line) => (
            <li key={line}>{line}</li>
          ))}
        </ol>
      </section>
      {step < STEPS - 1 && <CoverageMaps {...props} isSmall />}
    </div>
  );
}
