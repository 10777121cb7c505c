import { type KeyboardEvent, useMemo, useState } from 'react';
import { areaName } from '../../../shared/domain/areas.ts';
import { areaKey, parentNames } from '../../lib/area-words.ts';
import { goToArea } from '../../lib/go-to-area.ts';
import { useServices } from '../../lib/services.ts';
import { useWords } from '../../lib/use-words.ts';
import { HitLine } from '../../panels/search/HitLine.tsx';
import { keyOfHit, openHit, useSearch } from '../../panels/search/use-search.ts';
import { useSelectionStore } from '../../stores/selection.store.ts';
import { Modal } from '../../ui/Modal.tsx';
import { type PaletteEntry, useActiveEntry } from './palette-entries.ts';
import { useBookmarkEntries } from './use-bookmark-entries.tsx';
import { useChoiceEntries } from './use-choice-entries.tsx';
import { useCommandEntries } from './use-command-entries.tsx';
import { useLinkEntries } from './use-link-entries.tsx';
import { useWordsMatch } from './use-words-match.ts';
import './palette.css';

const RECENT_LIMIT = 6;

/** Everything the user can do and find, behind one field. */
export function CommandPalette({ onClose }: { readonly onClose: () => void }) {
  const { t } = useWords();
  const [text, setText] = useState('');
  const links = useLinkEntries(text);
  const search = useSearch(links.length === 0 ? text : '');
  const isMeant = useWordsMatch(text);
  const isSearching = text.trim() !== '';
  const commands = useCommandEntries(isMeant);
  const choices = useChoiceEntries(isMeant, isSearching);
  const recent = useRecentEntries();
  const bookmarks = useBookmarkEntries(isMeant, isSearching);
  const hits = useMemo<readonly PaletteEntry[]>(
    () =>
      (search.value ?? []).map((hit) => ({
        key: keyOfHit(hit),
        content: <HitLine hit={hit} />,
        run: () => openHit(hit),
      })),
    [search.value],
  );
  const groups = isSearching
    ? [
        { title: t('palette.areas'), entries: links.length === 0 ? hits : links },
        { title: t('bookmarks.title'), entries: bookmarks },
        { title: t('palette.commands'), entries: [...commands, ...choices] },
      ]
    : [
        { title: t('palette.recent'), entries: recent },
        { title: t('bookmarks.title'), entries: bookmarks },
        { title: t('palette.commands'), entries: commands },
      ];
  const entries = groups.flatMap((group) => group.entries);
  const { active, setActive, onKeyDown } = useActiveEntry(entries, onClose);

  const run = (entry: PaletteEntry): void => {
    onClose();
    entry.run();
  };
  return (
    <Modal label={t('palette.title')} className="palette" onClose={onClose}>
      <input
        className="palette-input"
        role="combobox"
        aria-label={t('palette.title')}
        aria-expanded="true"
        aria-controls="palette-entries"
        aria-activedescendant={entries[active] === undefined ? undefined : `entry-${active}`}
        placeholder={t('palette.placeholder')}
        autoComplete="off"
        spellCheck={false}
        value={text}
        onChange={(event) => {
          setText(event.currentTarget.value);
          setActive(0);
        }}
        onKeyDown={(event: KeyboardEvent) => onKeyDown(event)}
      />
      <div id="palette-entries" className="palette-entries" role="listbox" aria-label={t('palette.title')}>
        {groups.map((group) => (
          <div key={group.title} role="group" aria-label={group.title} hidden={group.entries.length === 0}>
            <p className="palette-group" aria-hidden="true">
              {group.title}
            </p>
            {group.entries.map((entry) => {
              const index = entries.indexOf(entry);
              return (
                <div
                  key={entry.key}
                  id={`entry-${index}`}
                  role="option"
                  aria-selected={index === active}
                  className="hit palette-entry"
                  ref={(element) => {
                    if (index === active) element?.scrollIntoView({ block: 'nearest' });
                  }}
                  onPointerMove={() => setActive(index)}
                  onClick={() => run(entry)}
                >
                  {entry.content}
                </div>
              );
            })}
          </div>
        ))}
      </div>
      {entries.length === 0 && !search.isLoading && (
        <p className="palette-empty" role="status">
          {t('palette.empty')}
        </p>
      )}
    </Modal>
  );
}

function useRecentEntries(): readonly PaletteEntry[] {
  const { t } = useWords();
  const { city } = useServices();
  const visited = useSelectionStore((state) => state.visited);
  return useMemo(() => {
    const recent = new Map([...visited].reverse().map(({ area }) => [areaKey(area), area]));
    return [...recent].slice(0, RECENT_LIMIT).map(([key, area]) => ({
      key: `recent-${key}`,
      content: (
        <>
          <span className="hit-name one-line">{areaName(city, area)}</span>
          <span className="hit-path one-line">{parentNames(city, area)}</span>
          <span className="hit-kind">{t(`level.${area.level}`)}</span>
        </>
      ),
      run: () => goToArea(area),
    }));
  }, [t, city, visited]);
}
