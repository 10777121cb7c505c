import type { Map as MapLibreMap } from 'maplibre-gl';
import { useEffect, useState } from 'react';
import { metersPerPixel } from '../lib/geodesy.ts';
import { lengthText } from '../lib/measured.ts';
import { scaleBar } from '../lib/scale-bar.ts';
import { useWords } from '../lib/use-words.ts';

const LONGEST_PIXELS = 110;

/** Metres a pixel in the middle of the map, to a thousandth: a bar does not tell more. */
function scaleOf(map: MapLibreMap): number {
  return Number(metersPerPixel(map.getCenter().lat, map.getZoom()).toPrecision(3));
}

/** How long something in the middle of the map is on the ground. */
export function MapScale({ map }: { readonly map: MapLibreMap }) {
  const words = useWords();
  const [scale, setScale] = useState(() => scaleOf(map));
  useEffect(() => {
    const adopt = (): void => setScale(scaleOf(map));
    adopt();
    map.on('move', adopt);
    return () => void map.off('move', adopt);
  }, [map]);
  const { meters, pixels } = scaleBar(scale, LONGEST_PIXELS);
  const text = meters < 1000 ? lengthText(meters, words) : words.t('onMap.length.kilometers', { value: meters / 1000 });
  return (
    <div className="map-scale" role="img" aria-label={words.t('onMap.scale', { length: text })} style={{ inlineSize: pixels }}>
      {text}
    </div>
  );
}
