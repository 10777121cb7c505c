import { useState } from 'react';
import { WALL_LIMITS, WALL_SCENE_KINDS, type WallScene, type WallSceneKind } from '../../../shared/contract/wall.ts';
import { formatTimeOfDay } from '../../../shared/domain/time.ts';
import { newScene } from '../../../shared/domain/wall-program.ts';
import { useWords } from '../../lib/use-words.ts';
import { Icon } from '../../ui/Icon.tsx';
import { SceneEditor } from './SceneEditor.tsx';

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

/** The scenes of the rotation in their order; one of them open to be edited. */
export function SceneList({ scenes, onChange, onPin }: SceneListProps) {
  const { t } = useWords();
  const [openId, setOpenId] = useState<string | null>(null);
  const [kind, setKind] = useState<WallSceneKind>('area');
  const add = (): void => {
    const scene = newScene(kind, freeId(scenes));
    onChange([...scenes, scene]);
    setOpenId(scene.id);
  };
  const titleOf = ({ title, kind: own }: WallScene): string => (title === '' ? t(`wall.kind.${own}`) : title);
  return (
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
      <div className="wall-scene-add">
        <select aria-label={t('wall.dialog.kind')} value={kind} onChange={(event) => setKind(kindOf(event.currentTarget.value))}>
          {WALL_SCENE_KINDS.map((value) => (
            <option key={value} value={value}>
              {t(`wall.kind.${value}`)}
            </option>
          ))}
        </select>
        <button type="button" className="plain-button" disabled={scenes.length >= WALL_LIMITS.scenes} onClick={add}>
          {t('wall.dialog.add')}
        </button>
      </div>
    </section>
  );
}

function kindOf(value: string): WallSceneKind {
  return WALL_SCENE_KINDS.find((kind) => kind === value) ?? 'overview';
}
