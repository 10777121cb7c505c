import { WHOLE_CITY } from '../../../shared/domain/areas.ts';
import { gridsBounds } from '../../map/bounds.ts';
import { clearPicked } from '../../lib/pick-grids.ts';
import { useServices } from '../../lib/services.ts';
import { useWords } from '../../lib/use-words.ts';
import { useCameraStore } from '../../stores/camera.store.ts';
import { Icon } from '../../ui/Icon.tsx';
import { ShowOnWall } from '../wall/ShowOnWall.tsx';
import { MOST_TRACK_GRIDS } from '../../../shared/contract/tracks.ts';
import { OpenTrack } from '../tracks/OpenTrack.tsx';
import { PickedExport } from './PickedExport.tsx';
import { PickedFiguresView } from './PickedFiguresView.tsx';
import { PickedTable } from './PickedTable.tsx';
import { PickedTraits } from './PickedTraits.tsx';
import './picked.css';

/** The grids picked on the map: their figures together, what they have in common, and each of them. */
export function PickedPanel({ grids }: { readonly grids: readonly number[] }) {
  const { t, count } = useWords();
  const { city } = useServices();
  const { zoomToBounds } = useCameraStore((state) => state.actions);
  const goThere = (): void => {
    const bounds = gridsBounds(city, grids);
    if (bounds !== null) zoomToBounds(bounds);
  };
  return (
    <div className="detail-scroll picked-panel">
      <header className="picked-head">
        <h2 className="detail-title one-line" data-figure="picked-grids">
          {t('picked.title', { value: count(grids.length) })}
        </h2>
        <ShowOnWall selection={{ area: WHOLE_CITY, grids }} />
        {grids.length <= MOST_TRACK_GRIDS && <OpenTrack subject={{ kind: 'grids', grids }} />}
        <PickedExport grids={grids} />
        <button type="button" className="text-button" onClick={goThere}>
          {t('picked.zoomTo')}
        </button>
        <button type="button" className="icon-button" aria-label={t('picked.clear')} onClick={clearPicked}>
          <Icon name="close" />
        </button>
      </header>
      <PickedFiguresView grids={grids} />
      <PickedTraits grids={grids} />
      <PickedTable grids={grids} />
    </div>
  );
}
