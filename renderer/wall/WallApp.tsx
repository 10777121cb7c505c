import { useMemo } from 'react';
import type { AreaRef } from '../../shared/domain/areas.ts';
import { isWithin } from '../../shared/domain/areas.ts';
import type { FrozenFrame } from '../../shared/contract/consultation.ts';
import type { WallProgram, WallScene, WallSnapshot } from '../../shared/contract/wall.ts';
import { BUILT_IN_PROGRAM, isInWindow, newScene, sceneAt } from '../../shared/domain/wall-program.ts';
import { dayOf, minuteOfDay, MINUTE_MS, startOfDay } from '../../shared/domain/time.ts';
import { findArea } from '../app/deep-link.ts';
import { formatMinute } from '../lib/format.ts';
import { useWords } from '../lib/use-words.ts';
import { pixelShiftAt } from './layout/pixel-shift.ts';
import { useWallLayout } from './layout/use-wall-layout.ts';
import { AgeBar } from './parts/AgeBar.tsx';
import { AlertCounts, AlertList } from './parts/AlertBoard.tsx';
import { KeyFigures } from './parts/KeyFigures.tsx';
import { RaceList } from './parts/RaceList.tsx';
import { CutoffLine, RateHeader } from './parts/RateHeader.tsx';
import { WallClock } from './parts/WallClock.tsx';
import { WallFoot } from './parts/WallFoot.tsx';
import { Scene } from './scenes/Scene.tsx';
import { useFrozenWall } from './use-frozen-wall.ts';
import { useWallDay } from './use-wall-day.ts';
import { useWallNow, useWallServices, useWallSnapshot, useWallStore, WallContext } from './wall-services.ts';
import type { WallViewProps } from './wall-view.ts';
import { WallPart } from './WallPart.tsx';

/** A wall, from its first second on; never a dialog, and nothing to click. */
export function WallApp() {
  const services = useWallStore((state) => state.services);
  useWallLayout(BUILT_IN_PROGRAM);
  if (services === null) return <Waiting />;
  return (
    <WallContext value={services}>
      <Wall />
    </WallContext>
  );
}

function Waiting() {
  const { t } = useWords();
  return (
    <main className="wall-waiting">
      <h1>{t('app.name')}</h1>
      <p className="wall-label" role="status">
        {t('wall.waiting')}
      </p>
    </main>
  );
}

function Wall() {
  const live = useWallSnapshot();
  const frozen = useFrozenWall();
  const snapshot = frozen?.snapshot ?? live;
  if (snapshot === null) return <Waiting />;
  return <Running snapshot={snapshot} program={(live ?? snapshot).program} frame={frozen?.frame ?? null} />;
}

/** The scene of a consultation, else the one that is pinned, else the one whose turn it is, else the city. */
function sceneOf({ pinned, program }: WallSnapshot, frame: FrozenFrame | null, nowMs: number): WallScene {
  if (frame !== null) return newScene(frame.areaCode === '' ? 'overview' : 'area', 'frozen', frame.areaCode);
  return pinned ?? sceneAt(program.scenes, nowMs) ?? newScene('overview', 'none');
}

function useSceneArea(scene: WallScene, home: AreaRef): AreaRef {
  const { city } = useWallServices();
  return useMemo(() => {
    const area = scene.areaCode === '' ? null : findArea(city, scene.areaCode);
    return area === null || area.level === 'grid' || !isWithin(city, area, home) ? home : area;
  }, [city, scene.areaCode, home]);
}

interface RunningProps {
  readonly snapshot: WallSnapshot;
  readonly program: WallProgram;
  readonly frame: FrozenFrame | null;
}

function Running({ snapshot, program, frame }: RunningProps) {
  const { t } = useWords();
  const { session } = useWallServices();
  const nowMs = useWallNow(1000);
  const today = useWallDay();
  const day = frame === null ? today : null;
  const { remPixels, shape } = useWallLayout(program);
  const scene = sceneOf(snapshot, frame, nowMs);
  const home = session.caller.competence;
  const area = useSceneArea(scene, home);
  const shift = program.shiftsPixels ? pixelShiftAt(nowMs) : { x: 0, y: 0 };
  const minute = minuteOfDay(nowMs);
  const isQuiet = frame === null && program.quiet !== null && isInWindow(program.quiet, minute);
  const dimPercent = program.dim !== null && isInWindow(program.dim.window, minute) ? program.dim.percent : 100;
  const isPinned = frame === null && snapshot.pinned !== null;
  const view: WallViewProps = { snapshot, program, scene, area, home, frame, day, remPixels, shape };
  const toldAtMs = frame?.asOfMs ?? nowMs;
  const cutoffAtMs = startOfDay(dayOf(toldAtMs)) + session.cutoffMinute * MINUTE_MS;
  if (isQuiet) return <Quiet nowMs={nowMs} shift={shift} />;
  return (
    <>
      <main
        className="wall"
        data-shape={shape}
        data-scene={scene.kind}
        data-pinned={isPinned}
        data-frozen={frame !== null}
        style={{ translate: `${shift.x}px ${shift.y}px` }}
      >
        <div className="wall-side wall-left">
          <WallPart>
            <RateHeader {...view} />
          </WallPart>
          <WallPart fills>
            <RaceList {...view} columns={shape === 'tall' ? 2 : 1} />
          </WallPart>
          <WallPart>
            <CutoffLine program={program} day={area === home ? day : null} cutoffAtMs={cutoffAtMs} nowMs={toldAtMs} />
          </WallPart>
        </div>
        <div className="wall-middle">
          <div key={scene.id} className="wall-scene">
            <WallPart failed={<p className="wall-label wall-none">{t('wall.sceneFailed')}</p>}>
              <Scene {...view} />
            </WallPart>
          </div>
          <WallPart>
            <AgeBar />
          </WallPart>
          <WallPart>
            <WallFoot
              isPinned={isPinned}
              pickedGrids={scene.grids?.length ?? 0}
              meaning={scene.kind === 'day' ? 'hours' : scene.kind === 'alerts' ? 'discs' : 'coverage'}
            />
          </WallPart>
        </div>
        <div className="wall-side wall-right">
          <WallPart>
            <WallClock />
          </WallPart>
          <WallPart>
            <AlertCounts snapshot={snapshot} />
          </WallPart>
          <WallPart fills>
            <AlertList {...view} columns={shape === 'tall' ? 2 : 1} />
          </WallPart>
          <WallPart>
            <KeyFigures {...view} />
          </WallPart>
        </div>
      </main>
      {dimPercent < 100 && <div className="wall-dim" style={{ opacity: 1 - dimPercent / 100 }} aria-hidden="true" />}
    </>
  );
}

/** Nothing but the time, in the dark. */
function Quiet({ nowMs, shift }: { readonly nowMs: number; readonly shift: { readonly x: number; readonly y: number } }) {
  const minutes = Math.floor(nowMs / MINUTE_MS);
  // From one place to another over the hours: a clock that stands still burns in too.
  const place = { left: `${20 + ((minutes * 7) % 60)}%`, top: `${25 + ((minutes * 11) % 50)}%`, translate: `${shift.x}px ${shift.y}px` };
  return (
    <main className="wall-quiet">
      <time style={place}>{formatMinute(nowMs)}</time>
    </main>
  );
}
