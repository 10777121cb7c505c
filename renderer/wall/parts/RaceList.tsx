import { useRef } from 'react';
import { areaName, childAreas } from '../../../shared/domain/areas.ts';
import { WALL_NOTHING_DUE } from '../../../shared/contract/wall.ts';
import { COVERAGE_BREAKS } from '../../../shared/domain/classing.ts';
import { withoutDivisionWord } from '../../lib/division-names.ts';
import { useWords } from '../../lib/use-words.ts';
import { figuresOf } from '../area-figures.ts';
import { useFitCount } from '../layout/use-fit-count.ts';
import { BAR_COLORS } from '../map/wall-colors.ts';
import { useWallServices } from '../wall-services.ts';
import type { WallViewProps } from '../wall-view.ts';
import { barShare, wallRate } from '../wall-words.ts';

/** What a district is expected to reach by the cut-off: the last class of the map. */
export const TARGET = COVERAGE_BREAKS.at(-1) ?? 1;
const ROW_REM = 1.9;
const TALLEST_ROW_REM = 2.8;
/** Room for names, rem: a Chinese character takes one. A name that is longer does without the word for its kind of division. */
const NAME_REM = { least: 5.2, most: 9 };
const RATE_REM = 4.8;

/** The race to the cut-off: the parts of the area in view, the one that is furthest behind first, as many as there is room for. */
export function RaceList({
  snapshot,
  program: { rule },
  area,
  home,
  remPixels,
  columns = 1,
}: WallViewProps & { readonly columns?: number }) {
  const words = useWords();
  const { t } = words;
  const { city } = useWallServices();
  const box = useRef<HTMLOListElement>(null);
  const count = useFitCount(box, ROW_REM, remPixels, columns);
  const racers = childAreas(city, area)
    .map((child) => ({ child, name: raceName(areaName(city, child)), ...figuresOf(snapshot, child, home, rule) }))
    .filter(({ rateClass }) => rateClass !== WALL_NOTHING_DUE)
    .sort((one, other) => barShare(one.perMille, one.rateClass) - barShare(other.perMille, other.rateClass));
  const left = racers.length - count;
  const longest = Math.max(0, ...racers.slice(0, count).map(({ name }) => name.length));
  const nameRem = Math.min(NAME_REM.most, Math.max(NAME_REM.least, longest + 0.2));
  return (
    <section className="wall-race">
      <h2 className="wall-label wall-race-head">
        <span>{t(area.level === 'city' ? 'wall.districts' : area.level === 'district' ? 'wall.streets' : 'wall.communities')}</span>
        {left > 0 && <span className="wall-race-more">{t('wall.furtherBehind', { shown: count, all: racers.length })}</span>}
        <span>{t('wall.target', { percent: Math.round(TARGET * 100) })}</span>
      </h2>
      <ol
        ref={box}
        className="wall-race-rows"
        data-columns={columns}
        style={{
          gridTemplateRows: `repeat(${Math.ceil(Math.min(count, racers.length) / columns)}, minmax(${ROW_REM}rem, ${TALLEST_ROW_REM}rem))`,
        }}
      >
        {racers.slice(0, count).map(({ child, name, perMille, rateClass }) => {
          const rate = wallRate(perMille, rateClass, words);
          return (
            <li key={child.index} className="wall-race-row" style={{ gridTemplateColumns: `${nameRem}rem minmax(0, 1fr) ${RATE_REM}rem` }}>
              <span className="wall-race-name one-line">{name}</span>
              <span className="wall-bar" aria-hidden="true">
                <span
                  className="wall-bar-fill"
                  style={{ inlineSize: `${barShare(perMille, rateClass) * 100}%`, background: BAR_COLORS[rateClass] }}
                />
                <span className="wall-bar-target" style={{ insetInlineStart: `${TARGET * 100}%` }} />
              </span>
              <span className="wall-race-rate">
                {rate.figure}
                {rate.unit}
              </span>
            </li>
          );
        })}
      </ol>
    </section>
  );
}

function raceName(name: string): string {
  return name.length < NAME_REM.most ? name : withoutDivisionWord(name);
}
