import { useState } from 'react';
import { WALL_LIMITS, type WallScene, type WallSceneKind } from '../../../shared/contract/wall.ts';
import { formatTimeOfDay } from '../../../shared/domain/time.ts';
import { areaName } from '../../../shared/domain/areas.ts';
import { presetScene } from '../../../shared/domain/wall-program.ts';
import { findArea } from '../../app/deep-link.ts';
import { useServices } from '../../lib/services.ts';
import { useWords } from '../../lib/use-words.ts';
import { Icon } from '../../ui/Icon.tsx';
import { SceneEditor } from './SceneEditor.tsx';
import { ScenePresets } from './ScenePresets.tsx';

interface SceneListProps {
  readonly scenes: readonly WallScene[];
  readonly onChange: (scenes: readonly WallScene[]) => void;
  /** Every wall shows this one now. */
  readonly onPin: (scene: WallScene) => void;
}

/** An id that no scene has. */
function freeId(scenes: readonly WallScene[]): string {
  for (let number = 1; ; number++) if (scenes.every(({ id }) => id !== `scene-${number}`)) return `scene-${number}`;
}

function moved(scenes: readonly WallScene[], from: number, to: number): readonly WallScene[] {
  const scene = scenes[from];
  if (scene === undefined || to < 0 || to >= scenes.length) return scenes;
  const others = scenes.filter((_, index) => index !== from);
  return [...others.slice(0, to), scene, ...others.slice(to)];
}

/** The scenes of the rotation in their order, one of them open to be edited; and those that can be added. */
export function SceneList({ scenes, onChange, onPin }: SceneListProps) {
  const { t } = useWords();
  const [openId, setOpenId] = useState<string | null>(null);
  const { city } = useServices();
  const add = (kind: WallSceneKind, code: string): void => {
    const scene = presetScene(kind, freeId(scenes), code);
    onChange([...scenes, scene]);
    setOpenId(scene.id);
  };
  const titleOf = ({ title, kind, areaCode }: WallScene): string => {
    if (title !== '') return title;
    const area = kind === 'area' ? findArea(city, areaCode) : null;
    return area === null ? t(`wall.kind.${kind}`) : areaName(city, area);
  };
  return (
    <>
      <section className="wall-dialog-section">
        <h3>{t('wall.dialog.scenes')}</h3>
        <ol className="wall-scenes">
          {scenes.map((scene, index) => (
            <li key={scene.id}>
              <div className="wall-scene-row">
                <button
                  type="button"
                  className="wall-scene-open one-line"
                  aria-expanded={openId === scene.id}
                  onClick={() => setOpenId(openId === scene.id ? null : scene.id)}
                >
                  {titleOf(scene)}
                </button>
                <span className="wall-scene-when">
                  {t('wall.dialog.seconds', { seconds: scene.seconds })}
                  {scene.window !== null && ` · ${formatTimeOfDay(scene.window.fromMinute)}–${formatTimeOfDay(scene.window.toMinute)}`}
                </span>
                <button
                  type="button"
                  className="icon-button"
                  disabled={index === 0}
                  aria-label={t('wall.dialog.earlier', { scene: titleOf(scene) })}
                  onClick={() => onChange(moved(scenes, index, index - 1))}
                >
                  <Icon name="ascending" />
                </button>
                <button type="button" className="text-button" onClick={() => onPin(scene)}>
                  {t('wall.dialog.pin')}
                </button>
                <button
                  type="button"
                  className="text-button"
                  disabled={scenes.length === 1}
                  onClick={() => onChange(scenes.filter(({ id }) => id !== scene.id))}
                >
                  {t('wall.dialog.remove')}
                </button>
              </div>
              {openId === scene.id && (
                <SceneEditor
                  scene={scene}
                  onChange={(changed) => onChange(scenes.map((other) => (other.id === scene.id ? changed : other)))}
                />
              )}
            </li>
          ))}
        </ol>
      </section>
      <ScenePresets
        canAdd={scenes.length < WALL_LIMITS.scenes}
        onAdd={add}
        onPin={(kind, code) => onPin(presetScene(kind, 'pinned', code))}
      />
    </>
  );
}
