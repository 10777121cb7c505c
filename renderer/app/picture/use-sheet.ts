import { useState } from 'react';
import { areaCode } from '../../../shared/domain/areas.ts';
import { download } from '../../lib/download.ts';
import { formatCount, formatDateMinute } from '../../lib/format.ts';
import { lengthText } from '../../lib/measured.ts';
import { dataAsOfMs } from '../../lib/replication-words.ts';
import { useServices } from '../../lib/services.ts';
import { useIsPast } from '../../lib/use-moment.ts';
import { useWords } from '../../lib/use-words.ts';
import { MAP_THEMES } from '../../map/map-theme.ts';
import { useLayersStore } from '../../stores/layers.store.ts';
import { useMapPictureStore } from '../../stores/map-picture.store.ts';
import { useSelectionStore } from '../../stores/selection.store.ts';
import { useSettingsStore } from '../../stores/settings.store.ts';
import { useTimeStore } from '../../stores/time.store.ts';
import { type MadePicture, makePicture } from './make-picture.ts';
import type { ScaleWords } from './paint-sheet.ts';
import { type SheetContent, sheetContent } from './sheet-content.ts';
import type { SheetFormat } from './sheet-layout.ts';

export type SheetRun = { readonly state: 'idle' | 'working' | 'failed' } | MadePicture;

/** Makes the sheet of what the map shows, and saves it as the report is saved. */
export function useSheet() {
  const [run, setRun] = useState<SheetRun>({ state: 'idle' });
  const contentNow = useSheetContent();
  const scaleOf = useScaleWords();
  const fileName = useFileName();
  const save = async (format: SheetFormat, dpi: number): Promise<void> => {
    const { source } = useMapPictureStore.getState();
    if (source === null) return setRun({ state: 'no-map' });
    setRun({ state: 'working' });
    try {
      const made = await makePicture(source, { format, dpi }, contentNow(), scaleOf(format));
      if (made.state === 'made') download(fileName(), made.png, 'image/png');
      setRun(made);
    } catch (error) {
      console.error('picture', error);
      setRun({ state: 'failed' });
    }
  };
  return { run, save };
}

function useSheetContent(): () => SheetContent {
  const words = useWords();
  const { city, shown, live, session } = useServices();
  const isPast = useIsPast();
  return () => {
    const { coverage, alerts, visible } = useLayersStore.getState();
    const { snapshot } = live.status;
    const source = { city, live: shown, theme: MAP_THEMES[useSettingsStore.getState().theme], coverage, alerts };
    const facts = {
      area: useSelectionStore.getState().selected,
      visible,
      asOfMs: useTimeStore.getState().shownMs ?? (snapshot === null ? null : dataAsOfMs(snapshot)),
      isPast,
      user: session.caller.user,
      nowMs: live.status.nowMs(),
    };
    return sheetContent(source, facts, words);
  };
}

/** Three digits: a paper that shrank by a hundredth is no finer. */
function rounded(value: number): number {
  return Number(value.toPrecision(3));
}

function useScaleWords(): (format: SheetFormat) => ScaleWords {
  const words = useWords();
  return (format) => ({
    length: (meters) => (meters < 1000 ? lengthText(meters, words) : words.t('onMap.length.kilometers', { value: meters / 1000 })),
    ratio: (metersPerMillimeter) => {
      const value = formatCount(rounded((metersPerMillimeter * 1000) / (format === 'a3' ? Math.SQRT2 : 1)));
      return words.t('picture.ratio', { value, format: format.toUpperCase() });
    },
  });
}

/** `map-320106-20261123-1630.png`. */
function useFileName(): () => string {
  const { city, live } = useServices();
  return () => {
    const stamp = formatDateMinute(live.status.nowMs()).replaceAll(/[-:]/g, '').replace(' ', '-');
    return `map-${areaCode(city, useSelectionStore.getState().selected)}-${stamp}.png`;
  };
}
