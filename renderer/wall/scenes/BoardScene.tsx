import { useWords } from '../../lib/use-words.ts';
import type { WallViewProps } from '../wall-view.ts';
import { CoverageMaps } from './MapScenes.tsx';

/** A consultation: what is talked about, beside the map of where. */
export function BoardScene(props: WallViewProps) {
  const { t } = useWords();
  const { scene } = props;
  return (
    <div className="wall-split">
      <section className="wall-board">
        <h2 className="wall-board-title">{scene.title === '' ? t('wall.kind.board') : scene.title}</h2>
        <ol className="wall-board-lines">
          {scene.lines.map((line) => (
            <li key={line}>{line}</li>
          ))}
        </ol>
      </section>
      <CoverageMaps {...props} isSmall />
    </div>
  );
}
