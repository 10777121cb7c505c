import { TRACK_LINK } from '../../../shared/domain/track-path.ts';
import { useTracksStore } from '../../stores/tracks.store.ts';
import type { LegendData, LegendSource } from '../layers/legend.ts';

/** Of the ways that are open: stops, and times without a signal. */
export function tracksLegend({ theme }: LegendSource): LegendData {
  const tracks = useTracksStore.getState().opened?.tracks ?? [];
  const sum = (of: (track: (typeof tracks)[number]) => number): number => tracks.reduce((total, track) => total + of(track), 0);
  return {
    entries: [
      {
        swatch: { kind: 'outline', color: theme.worker },
        label: { kind: 'text', key: 'onMap.legend.stops' },
        count: sum(({ stops }) => stops.length),
      },
      {
        swatch: { kind: 'dashed', color: theme.workerStale },
        label: { kind: 'text', key: 'onMap.legend.gaps' },
        count: sum(({ path }) => path.link.filter((link) => link === TRACK_LINK.gap).length),
      },
    ],
    total: tracks.length,
  };
}
