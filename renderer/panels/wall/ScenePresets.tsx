import { useState } from 'react';
import type { City } from '../../../shared/city/city.ts';
import { WALL_SCENE_KINDS, type WallSceneKind } from '../../../shared/contract/wall.ts';
import { type AreaRef, areaCode, areaName, areaPath, childAreas, isWithin, WHOLE_CITY } from '../../../shared/domain/areas.ts';
import { useServices } from '../../lib/services.ts';
import { useWords } from '../../lib/use-words.ts';
import { useSelectionStore } from '../../stores/selection.store.ts';

interface ScenePresetsProps {
  readonly canAdd: boolean;
  /** `code`: of the street, for the scene of one; else empty. */
  readonly onAdd: (kind: WallSceneKind, code: string) => void;
  /** Every wall shows it now. */
  readonly onPin: (kind: WallSceneKind, code: string) => void;
}

/** The scenes that a wall knows, each to be taken into the rotation or shown at once; one street is the one in view, or is chosen here. */
export function ScenePresets({ canAdd, onAdd, onPin }: ScenePresetsProps) {
  const { t } = useWords();
  const [street, setStreet] = useStreet();
  return (
    <section className="wall-dialog-section">
      <h3>{t('wall.dialog.presets')}</h3>
      <ul>
        {WALL_SCENE_KINDS.map((kind) => {
          const code = kind === 'area' ? street : '';
          const isMissing = kind === 'area' && street === '';
          return (
            <li key={kind} className="wall-scene-row wall-preset" data-kind={kind}>
              <span className="wall-preset-name">{t(`wall.preset.${kind}`)}</span>
              {kind === 'area' && <StreetSelect code={street} onChange={setStreet} />}
              <button type="button" className="text-button" disabled={isMissing || !canAdd} onClick={() => onAdd(kind, code)}>
                {t('wall.dialog.add')}
              </button>
              <button type="button" className="text-button" disabled={isMissing} onClick={() => onPin(kind, code)}>
                {t('wall.dialog.pin')}
              </button>
            </li>
          );
        })}
      </ul>
    </section>
  );
}

/** Code of the street that was chosen, else of the one that the console looks at; empty where there is none. */
function useStreet(): readonly [string, (code: string) => void] {
  const { city } = useServices();
  const selected = useSelectionStore((state) => state.selected);
  const [chosen, choose] = useState<string | null>(null);
  const inView = areaPath(city, selected).find(({ level }) => level === 'street');
  return [chosen ?? (inView === undefined ? '' : areaCode(city, inView)), choose];
}

/** Districts with those of their streets that lie in an area; a street is the only one of its own. */
function streetsByDistrict(city: City, home: AreaRef): readonly (readonly [district: AreaRef, streets: readonly AreaRef[]])[] {
  return childAreas(city, WHOLE_CITY)
    .map((district) => [district, childAreas(city, district).filter((street) => isWithin(city, street, home))] as const)
    .filter(([, streets]) => streets.length > 0);
}

function StreetSelect({ code, onChange }: { readonly code: string; readonly onChange: (code: string) => void }) {
  const { t } = useWords();
  const { city } = useServices();
  const home = useSelectionStore((state) => state.home);
  return (
    <select aria-label={t('wall.dialog.chooseStreet')} value={code} onChange={(event) => onChange(event.currentTarget.value)}>
      {code === '' && <option value="">{t('wall.dialog.chooseStreet')}</option>}
      {streetsByDistrict(city, home).map(([district, streets]) => (
        <optgroup key={district.index} label={areaName(city, district)}>
          {streets.map((street) => (
            <option key={street.index} value={areaCode(city, street)}>
              {areaName(city, street)}
            </option>
          ))}
        </optgroup>
      ))}
    </select>
  );
}
