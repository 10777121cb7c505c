import type { DayWindow, WallProgram, WallScene, WallSceneKind } from '../contract/wall.ts';
import { minuteOfDay } from './time.ts';

/** A scene of a kind as it is before anybody edits it. */
export function newScene(kind: WallSceneKind, id: string, areaCode = ''): WallScene {
  return { id, kind, title: '', areaCode, seconds: 30, window: null, lines: [] };
}

/** What a kind of scene is best given: the overview and the race are read for longer, and a race is only run while people work. */
const PRESETS: { readonly [Kind in WallSceneKind]?: Partial<Pick<WallScene, 'seconds' | 'window'>> } = {
  overview: { seconds: 60 },
  race: { seconds: 40, window: { fromMinute: 6 * 60, toMinute: 20 * 60 } },
};

/** A scene of a kind as the console offers it; one of a street is given the street's code. */
export function presetScene(kind: WallSceneKind, id: string, areaCode = ''): WallScene {
  return { ...newScene(kind, id, areaCode), ...PRESETS[kind] };
}

/** What the walls show until the office sets another program. A street has to be chosen and a board written before they take part. */
export const BUILT_IN_PROGRAM: WallProgram = {
  scenes: (['overview', 'alerts', 'race', 'day'] as const).map((kind) => presetScene(kind, kind)),
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
