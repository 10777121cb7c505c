import { WALL_HOUR_FROM, WALL_NOTHING_DUE } from '../../../shared/contract/wall.ts';
import { CHOROPLETH_CLASS_COUNT } from '../../../shared/domain/palettes.ts';
import { useWords } from '../../lib/use-words.ts';
import { useWallServices } from '../wall-services.ts';
import { classRange } from '../wall-words.ts';

interface WallFootProps {
  readonly meaning: 'coverage' | 'hours' | 'discs';
  readonly isPinned: boolean;
  /** How many grids the map points out. */
  readonly pickedGrids: number;
}

/** What the colours of the map mean, whose city it is, and what a dash stands for. */
export function WallFoot({ meaning, isPinned, pickedGrids }: WallFootProps) {
  const { t, count } = useWords();
  const { city, session } = useWallServices();
  return (
    <footer className="wall-foot">
      <ul className="wall-legend">
        {meaning === 'discs' && (
          <li>
            <span className="wall-swatch" data-disc="true" />
            {t('wall.discMeaning')}
          </li>
        )}
        {meaning === 'coverage'
          ? Array.from({ length: CHOROPLETH_CLASS_COUNT }, (_, rateClass) => (
              <li key={rateClass}>
                <span className="wall-swatch" data-class={rateClass} />
                {classRange(rateClass)}
              </li>
            ))
          : meaning === 'hours' &&
            WALL_HOUR_FROM.map((from, index) => (
              <li key={from}>
                <span className="wall-swatch" data-hour={index} />
                {index === 0 ? t('wall.hourFewer', { to: WALL_HOUR_FROM[1] ?? 5 }) : t('wall.hourFrom', { from })}
              </li>
            ))}
        {meaning === 'coverage' && (
          <>
            <li>%</li>
            <li>
              <span className="wall-swatch" data-class={WALL_NOTHING_DUE} />
              {t('wall.nothingDue')}
            </li>
          </>
        )}
        {meaning === 'hours' && <li>{t('wall.hourUnit')}</li>}
      </ul>
      {isPinned && (
        <p className="wall-pinned">
          {t('wall.pinned')}
          {pickedGrids > 0 && ` · ${t('wall.frozen.grids', { grids: count(pickedGrids) })}`}
        </p>
      )}
      <p className="wall-foot-note">
        {t('wall.hiddenNote')} · {t(session.isSimulated ? 'wall.simulated' : 'wall.grids', { grids: count(city.grids.count) })}
      </p>
    </footer>
  );
}
