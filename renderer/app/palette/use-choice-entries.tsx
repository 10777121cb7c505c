import { useMemo } from 'react';
import { useServices } from '../../lib/services.ts';
import { useFromChoropleth } from '../../lib/use-choropleth.ts';
import { useWords } from '../../lib/use-words.ts';
import { viewOf } from '../../metrics/metric-view.ts';
import { useLayersStore } from '../../stores/layers.store.ts';
import { choiceGroups } from '../choices/choice-groups.ts';
import type { PaletteEntry } from './palette-entries.ts';
import type { WordsMatch } from './words-match.ts';

const RECOUNT_MS = 2000;
const NONE: readonly PaletteEntry[] = [];

/** The values of settings whose words hold a text; none before anything is typed, since there are many. */
export function useChoiceEntries(isMeant: WordsMatch, isSearching: boolean): readonly PaletteEntry[] {
  const words = useWords();
  const { city, live } = useServices();
  const settings = useLayersStore((state) => state.coverage);
  const breaks = useFromChoropleth(viewOf(settings), RECOUNT_MS, [], (choropleth) => choropleth.breaks);
  return useMemo(() => {
    if (!isSearching) return NONE;
    const { t } = words;
    const { status } = live;
    const context = { city, batches: status.snapshot?.batches ?? [], breaks, nowMs: () => status.nowMs() };
    return choiceGroups(words, context).flatMap(({ title, choices }) =>
      choices
        .map((choice) => ({ ...choice, name: t('palette.choice', { setting: title, value: choice.label }) }))
        .filter(({ name }) => isMeant(name))
        .map(({ name, isChosen, choose }) => ({
          key: name,
          content: (
            <>
              <span className="hit-name one-line">{name}</span>
              {isChosen && <span className="hit-kind">{t('palette.chosen')}</span>}
            </>
          ),
          run: choose,
        })),
    );
  }, [isSearching, isMeant, words, city, live, breaks]);
}
