import { type ComponentType, useCallback } from 'react';
import { useServices } from '../../lib/services.ts';
import { useWords } from '../../lib/use-words.ts';
import type { CityMapProps } from '../../map/CityMap.tsx';
import type { LinkedMaps } from '../../map/linked-maps.ts';
import { type SecondView, useSecondMapStore } from '../../stores/second-map.store.ts';
import { useSettingsStore } from '../../stores/settings.store.ts';
import { SecondMapHead } from './SecondMapHead.tsx';
import { keepAreaInView } from './toggle-second-map.ts';
import { useSecondData } from './use-second-data.ts';

interface SecondMapProps {
  readonly view: SecondView;
  readonly links: LinkedMaps;
  /** The map's own part of the program, which is loaded by itself. */
  readonly CityMap: ComponentType<CityMapProps>;
}

/** The right one of two maps and what stands above it. Nothing is drawn before there is something of its moment to draw. */
export function SecondMap({ view, links, CityMap }: SecondMapProps) {
  const { t } = useWords();
  const { city } = useServices();
  const theme = useSettingsStore((state) => state.theme);
  const shown = useSecondMapStore((state) => state.shown);
  const second = useSecondData();
  const drawn = useCallback(() => keepAreaInView(city), [city]);
  return (
    <>
      <SecondMapHead view={view} second={second} />
      <div className="map-half">
        {shown === null ? (
          <p className="map-loading">{t('metric.asking')}</p>
        ) : (
          <CityMap
            city={city}
            live={second.data}
            theme={theme}
            pane={second.pane}
            links={links}
            label={t('secondMap.canvas')}
            onReady={drawn}
          />
        )}
      </div>
    </>
  );
}
