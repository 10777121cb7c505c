import { WALL_HOUR_FROM } from '../../../shared/contract/wall.ts';
import { DARK_COVERAGE } from '../../../shared/domain/palettes.ts';
import { useWords } from '../../lib/use-words.ts';
import { HATCH, HOUR_COLORS, NOTHING_DUE } from '../map/wall-colors.ts';
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
        {meaning === 'coverage' && (
          <>
            {DARK_COVERAGE.classes.map((color, rateClass) => (
              <li key={color}>
                <span className="wall-swatch" style={{ background: color }} />
                {classRange(rateClass)}
              </li>
            ))}
            <li>%</li>
            <li>
              <span className="wall-swatch" data-outlined="true" style={{ background: NOTHING_DUE }} />
              {t('wall.nothingDue')}
            </li>
            <li>
              <span className="wall-swatch" data-outlined="true" style={{ background: HATCH }} />
              {t('wall.hatchMeaning')}
            </li>
          </>
        )}
        {meaning === 'hours' &&
          HOUR_COLORS.map((color, index) => (
            <li key={color}>
              <span className="wall-swatch" style={{ background: color }} />
              {index === 0 ? t('wall.hourFewer', { to: WALL_HOUR_FROM[1] ?? 5 }) : t('wall.hourFrom', { from: WALL_HOUR_FROM[index] ?? 0 })}
            </li>
          ))}
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
