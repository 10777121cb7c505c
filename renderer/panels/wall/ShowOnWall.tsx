import type { AreaRef } from '../../../shared/domain/areas.ts';
import { pinOnWall } from '../../app/keys/commands.ts';
import { useCommandContext } from '../../app/keys/use-command-context.ts';
import { useWords } from '../../lib/use-words.ts';
import { sceneForArea } from './scene-for-area.ts';

/** Shows an area on every wall until they get their rotation back. */
export function ShowOnWall({ area }: { readonly area: AreaRef }) {
  const { t } = useWords();
  const context = useCommandContext();
  return (
    <button type="button" className="text-button detail-on-wall" onClick={() => void pinOnWall(context, sceneForArea(context.city, area))}>
      {t('detail.onWall')}
    </button>
  );
}
