import type { DayWindow, WallProgram, WallScene, WallSceneKind } from '../contract/wall.ts';
import { minuteOfDay } from './time.ts';

/** A scene of a kind as it is before anybody edits it. */
export function newScene(kind: WallSceneKind, id: string, areaCode = ''): WallScene {
  return { id, kind, title: '', areaCode, seconds: 30, window: null, lines: [] };
}

/** What the walls show until the office sets another program. A board is pinned when it is needed: it takes no part in the rotation. */
export const BUILT_IN_PROGRAM: WallProgram = {
  scenes: [
    { ...newScene('overview', 'overview'), seconds: 60 },
    newScene('alerts', 'alerts'),
    { ...newScene('race', 'race'), seconds: 40, window: { fromMinute: 6 * 60, toMinute: 20 * 60 } },
    newScene('day', 'day'),
  ],
  rule: 'withDeferred',
  viewingDistanceMeters: 5,
  shortSideMeters: 1.15,
  quiet: null,
  dim: { window: { fromMinute: 22 * 60, toMinute: 6 * 60 }, percent: 60 },
  shiftsPixels: true,
};

/** Whether a minute of the day lies in a window; one from a time to the same is the whole day. */
export function isInWindow({ fromMinute, toMinute }: DayWindow, minute: number): boolean {
  if (fromMinute === toMinute) return true;
  return fromMinute < toMinute ? minute >= fromMinute && minute < toMinute : minute >= fromMinute || minute < toMinute;
}

/**
 * The scene of the rotation at a moment: the same on every wall, since it follows from the clock alone. Null when no scene has its time now.
 */
export function sceneAt(scenes: readonly WallScene[], nowMs: number): WallScene | null {
  const minute = minuteOfDay(nowMs);
  const due = scenes.filter(({ window }) => window === null || isInWindow(window, minute));
  const roundMs = due.reduce((total, { seconds }) => total + seconds * 1000, 0);
  let leftMs = roundMs === 0 ? 0 : nowMs % roundMs;
  for (const scene of due) {
    leftMs -= scene.seconds * 1000;
    if (leftMs < 0) return scene;
  }
  return null;
}
