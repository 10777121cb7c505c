import { useEffect, useState } from 'react';
import { AreaFigureBook } from '../../data/area-figures.ts';
import { ShownData } from '../../data/shown-data.ts';
import { useServices } from '../../lib/services.ts';
import type { MapPane } from '../../map/map-pane.ts';
import { followSecondMoment } from '../../time/second-moments.ts';
import { secondPane } from './second-pane.ts';

export interface SecondData {
  readonly data: ShownData;
  readonly figures: AreaFigureBook;
  readonly pane: MapPane;
}

/** What the second map draws from, for as long as it is open. */
export function useSecondData(): SecondData {
  const { city, client, shown } = useServices();
  const [second] = useState((): SecondData => {
    const data = new ShownData(shown, city);
    return { data, figures: new AreaFigureBook(city, data), pane: secondPane(city, shown) };
  });
  const { data } = second;
  useEffect(() => {
    const end = followSecondMoment(client, shown, data);
    return () => {
      end();
      data.close();
    };
  }, [client, shown, data]);
  return second;
}
