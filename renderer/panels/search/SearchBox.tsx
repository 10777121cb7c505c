import { type KeyboardEvent, useRef, useState } from 'react';
import type { SearchHit } from '../../../shared/contract/backend-api.ts';
import { useIsFilling } from '../../lib/filling.ts';
import { nameOfPress } from '../../lib/key-press.ts';
import { deedOf } from '../../lib/place-keys.ts';
import { useWords } from '../../lib/use-words.ts';
import { useDialogsStore } from '../../stores/dialogs.store.ts';
import { CallBody } from '../../ui/CallBody.tsx';
import { Icon } from '../../ui/Icon.tsx';
import { KeyCaps } from '../../ui/KeyCaps.tsx';
import { PanelMessage } from '../../ui/PanelMessage.tsx';
import { HitLine } from './HitLine.tsx';
import { keyOfHit, openHit, useSearch } from './use-search.ts';
import './search.css';

/** Search in place: type, arrow down, Enter. The same hits stand in the command palette. */
export function SearchBox() {
  const { t } = useWords();
  const isPart = useIsFilling();
  const [text, setText] = useState('');
  const [active, setActive] = useState(0);
  const input = useRef<HTMLInputElement>(null);
  const { show } = useDialogsStore((state) => state.actions);
  const search = useSearch(text);
  const hits = search.value ?? [];
  const isOpen = text.trim() !== '';
  const hasList = isOpen && hits.length > 0;

  const close = (): void => {
    setText('');
    setActive(0);
  };
  const open = (hit: SearchHit): void => {
    openHit(hit);
    close();
    // What was found stands there now, and letters are commands again.
    input.current?.blur();
    document.getElementById('detail-region')?.focus();
  };
  const onKeyDown = (event: KeyboardEvent): void => {
    const deed = deedOf('search', nameOfPress(event));
    const chosen = hits[active];
    if (deed === 'hitDown') setActive(Math.min(active + 1, hits.length - 1));
    else if (deed === 'hitUp') setActive(Math.max(active - 1, 0));
    else if (deed === 'hitOpen' && chosen !== undefined) open(chosen);
    else if (deed === 'hitLeave' && isOpen) close();
    else return;
    event.preventDefault();
  };

  return (
    <div className="search-box" role="search">
      <Icon name="search" />
      <input
        ref={input}
        id="area-search"
        className="search-input"
        type="text"
        role="combobox"
        autoComplete="off"
        spellCheck={false}
        placeholder={t('search.placeholder')}
        aria-label={t('search.label')}
        aria-expanded={hasList}
        aria-controls={hasList ? 'search-hits' : undefined}
        aria-activedescendant={isOpen && hits[active] !== undefined ? `hit-${active}` : undefined}
        value={text}
        onChange={(event) => {
          setText(event.currentTarget.value);
          setActive(0);
        }}
        onKeyDown={onKeyDown}
      />
      {isOpen ? (
        <button type="button" className="icon-button" aria-label={t('search.clear')} onClick={close}>
          <Icon name="close" />
        </button>
      ) : (
        <button type="button" className="search-key" aria-label={`${t('command.openPalette')} Ctrl K`} onClick={() => show('palette')}>
          <KeyCaps keys={['Ctrl', 'K']} />
        </button>
      )}
      {isOpen && (
        <div className="search-hits">
          <CallBody
            call={search}
            skeletonRows={4}
            isEmpty={(found) => found.length === 0}
            empty={
              <PanelMessage
                tone="empty"
                title={t('search.empty', { text: text.trim() })}
                text={t(isPart ? 'search.tasksNotYet' : 'search.emptyHint')}
              />
            }
          >
            {(found) => (
              <ul id="search-hits" role="listbox" aria-label={t('search.results', { value: found.length })}>
                {found.map((hit, index) => (
                  <li
                    key={keyOfHit(hit)}
                    id={`hit-${index}`}
                    role="option"
                    aria-selected={index === active}
                    className="hit"
                    onPointerEnter={() => setActive(index)}
                    onClick={() => open(hit)}
                  >
                    <HitLine hit={hit} />
                  </li>
                ))}
              </ul>
            )}
          </CallBody>
        </div>
      )}
    </div>
  );
}
