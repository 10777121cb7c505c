import { type KeyboardEvent, useId, useState } from 'react';
import type { OfficeHit } from '../../../shared/contract/backend-api.ts';
import { areaName, officeAreaOf } from '../../../shared/domain/areas.ts';
import { nameOfPress } from '../../lib/key-press.ts';
import { deedOf } from '../../lib/place-keys.ts';
import { useServices } from '../../lib/services.ts';
import { useCall } from '../../lib/use-call.ts';
import { useSettled } from '../../lib/use-settled.ts';
import { useWords } from '../../lib/use-words.ts';
import { Field } from './Field.tsx';

interface AreaFieldProps {
  readonly areaCode: string;
  readonly isInvalid: boolean;
  readonly onChoose: (code: string) => void;
}

/** The office's area: typed by name, pinyin, initials or code, chosen from what is found. */
export function AreaField({ areaCode, isInvalid, onChoose }: AreaFieldProps) {
  const { t } = useWords();
  const { city } = useServices();
  const listId = useId();
  const area = officeAreaOf(city, areaCode);
  const chosen = area === null ? areaCode : `${areaName(city, area)} ${areaCode}`;
  /** Null while nothing is being looked for. */
  const [text, setText] = useState<string | null>(null);
  const [active, setActive] = useState(0);
  const settled = useSettled((text ?? '').trim());
  const search = useCall('searchOffices', settled === '' ? null : { text: settled });
  const hits = search.value ?? [];
  const isOpen = text !== null && settled !== '' && search.value !== null;
  const hasList = isOpen && hits.length > 0;
  const choose = (hit: OfficeHit): void => {
    onChoose(hit.code);
    setText(null);
  };
  const onKeyDown = (event: KeyboardEvent): void => {
    if (event.nativeEvent.isComposing || !isOpen) return;
    const deed = deedOf('search', nameOfPress(event));
    const hit = hits[active];
    if (deed === 'hitDown') setActive(Math.min(active + 1, hits.length - 1));
    else if (deed === 'hitUp') setActive(Math.max(active - 1, 0));
    else if (deed === 'hitOpen' && hit !== undefined) choose(hit);
    else if (deed === 'hitLeave') setText(null);
    else return;
    event.preventDefault();
    event.stopPropagation();
  };
  return (
    <Field label={t('sourceSettings.area')} error={isInvalid ? t('sourceSettings.invalid.area') : null}>
      {(ids) => (
        <span className="source-area">
          <input
            {...ids}
            type="text"
            role="combobox"
            autoComplete="off"
            spellCheck={false}
            placeholder={t('sourceSettings.areaPlaceholder')}
            aria-expanded={hasList}
            aria-controls={hasList ? listId : undefined}
            aria-activedescendant={isOpen && hits[active] !== undefined ? `${listId}-${active}` : undefined}
            value={text ?? chosen}
            onChange={(event) => {
              setText(event.currentTarget.value);
              setActive(0);
            }}
            onFocus={(event) => event.currentTarget.select()}
            onBlur={() => setText(null)}
            onKeyDown={onKeyDown}
          />
          {isOpen && !hasList && (
            <p role="status" className="source-hits quiet">
              {t('sourceSettings.areaNone', { text: settled })}
            </p>
          )}
          {hasList && (
            <ul id={listId} role="listbox" aria-label={t('sourceSettings.area')} className="source-hits">
              {hits.map((hit, index) => (
                <li
                  key={hit.code}
                  id={`${listId}-${index}`}
                  role="option"
                  aria-selected={index === active}
                  // Before the field loses the focus, and the list with it.
                  onMouseDown={(event) => {
                    event.preventDefault();
                    choose(hit);
                  }}
                >
                  <span>{hit.name}</span>
                  <span className="quiet">
                    {hit.path} {hit.code}
                  </span>
                </li>
              ))}
            </ul>
          )}
        </span>
      )}
    </Field>
  );
}
