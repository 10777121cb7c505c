import { useCommandContext } from '../../app/keys/use-command-context.ts';
import { showOnWall } from '../../app/wall/show-on-wall.ts';
import { useWords } from '../../lib/use-words.ts';
import type { WallSelection } from './scene-for-view.ts';

/** Shows a selection on every wall until they get their rotation back. */
export function ShowOnWall({ selection }: { readonly selection: WallSelection }) {
  const { t } = useWords();
  const context = useCommandContext();
  return (
    <button type="button" className="text-button detail-on-wall" onClick={() => void showOnWall(context, selection)}>
      {t('detail.onWall')}
    </button>
  );
}
