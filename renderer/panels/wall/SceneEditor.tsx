import { type ReactNode, useId } from 'react';
import { areaName } from '../../../shared/domain/areas.ts';
import { WALL_LIMITS, type WallScene } from '../../../shared/contract/wall.ts';
import { findArea } from '../../app/deep-link.ts';
import { useServices } from '../../lib/services.ts';
import { useWords } from '../../lib/use-words.ts';
import { useSelectionStore } from '../../stores/selection.store.ts';
import { sceneForView } from './scene-for-view.ts';
import { WindowField } from './WindowField.tsx';

interface SceneEditorProps {
  readonly scene: WallScene;
  readonly onChange: (scene: WallScene) => void;
}

/** A field with its label before it. */
export function WallField({ label, children }: { readonly label: string; readonly children: (id: string) => ReactNode }) {
  const id = useId();
  return (
    <div className="wall-field">
      <label htmlFor={id}>{label}</label>
      {children(id)}
    </div>
  );
}

/** Everything that can be said of one scene. */
export function SceneEditor({ scene, onChange }: SceneEditorProps) {
  const { t } = useWords();
  const { minimum, maximum } = WALL_LIMITS.seconds;
  return (
    <div className="wall-scene-editor">
      <WallField label={t('wall.dialog.sceneTitle')}>
        {(id) => (
          <input
            id={id}
            value={scene.title}
            maxLength={WALL_LIMITS.title}
            placeholder={t(`wall.kind.${scene.kind}`)}
            onChange={(event) => onChange({ ...scene, title: event.currentTarget.value })}
          />
        )}
      </WallField>
      <WallField label={t('wall.dialog.duration')}>
        {(id) => (
          <input
            id={id}
            type="number"
            min={minimum}
            max={maximum}
            value={scene.seconds}
            onChange={(event) =>
              onChange({ ...scene, seconds: Math.min(maximum, Math.max(minimum, Math.round(Number(event.currentTarget.value)))) })
            }
          />
        )}
      </WallField>
      <WindowField label={t('wall.dialog.window')} value={scene.window} onChange={(window) => onChange({ ...scene, window })} />
      {scene.kind !== 'day' && scene.kind !== 'overview' && <AreaChoice scene={scene} onChange={onChange} />}
      {scene.kind === 'board' && (
        <WallField label={t('wall.dialog.lines', { lines: WALL_LIMITS.lines })}>
          {(id) => (
            <textarea
              id={id}
              rows={4}
              value={scene.lines.join('\n')}
              onChange={(event) => onChange({ ...scene, lines: linesOf(event.currentTarget.value) })}
            />
          )}
        </WallField>
      )}
    </div>
  );
}

function linesOf(text: string): readonly string[] {
  return text
    .split('\n')
    .slice(0, WALL_LIMITS.lines)
    .map((line) => line.slice(0, WALL_LIMITS.line));
}

/** The area that is selected in the console, or the whole area of competence. */
function AreaChoice({ scene, onChange }: SceneEditorProps) {
  const { t } = useWords();
  const { city } = useServices();
  const selected = useSelectionStore((state) => state.selected);
  const area = scene.areaCode === '' ? null : findArea(city, scene.areaCode);
  const selectedCode = sceneForView(city, { area: selected, grids: [] }, 'coverage').areaCode;
  return (
    <p className="wall-field">
      <span>{t('wall.dialog.area')}</span>
      <span className="wall-area">
        {area === null ? t('wall.dialog.home') : areaName(city, area)}
        <button
          type="button"
          className="text-button"
          // One area that is all of them is the overview, which is a scene of its own.
          disabled={scene.kind === 'area' && selectedCode === ''}
          onClick={() => onChange({ ...scene, areaCode: selectedCode })}
        >
          {t('wall.dialog.takeSelected', { area: areaName(city, selected) })}
        </button>
      </span>
    </p>
  );
}
