import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { HOUR_MS, MINUTE_MS, startOfDay } from './time.ts';
import { BUILT_IN_PROGRAM, isInWindow, newScene, presetScene, sceneAt } from './wall-program.ts';

const at = (hour: number, minute = 0, second = 0): number => startOfDay(20_780) + hour * HOUR_MS + minute * MINUTE_MS + second * 1000;

describe('the rotation of a wall', () => {
  it('shows every scene for its time, one after the other', () => {
    const scenes = [
      { ...newScene('overview', 'a'), seconds: 10 },
      { ...newScene('alerts', 'b'), seconds: 20 },
    ];
    const startMs = Math.ceil(at(9) / 30_000) * 30_000;
    const shown = Array.from({ length: 6 }, (_, step) => sceneAt(scenes, startMs + step * 5000)?.id);
    expect(shown).toEqual(['a', 'a', 'b', 'b', 'b', 'b']);
  });

  it('leaves out a scene outside of its part of the day, also over midnight', () => {
    const night = { ...newScene('day', 'night'), window: { fromMinute: 22 * 60, toMinute: 6 * 60 } };
    expect([at(21, 59), at(22), at(2), at(5, 59), at(6)].map((moment) => sceneAt([night], moment)?.id)).toEqual([
      undefined,
      'night',
      'night',
      'night',
      undefined,
    ]);
    expect(isInWindow({ fromMinute: 60, toMinute: 60 }, 0)).toBe(true);
  });

  it('always answers one of the scenes that have their time, whatever the clock says', () => {
    fc.assert(
      fc.property(fc.integer({ min: 0, max: 4e12 }), (nowMs) => {
        expect(BUILT_IN_PROGRAM.scenes).toContain(sceneAt(BUILT_IN_PROGRAM.scenes, nowMs));
      }),
    );
    expect(sceneAt([], at(9))).toBeNull();
  });

  it('is offered each kind of scene as the built-in program has it', () => {
    for (const scene of BUILT_IN_PROGRAM.scenes) expect(presetScene(scene.kind, scene.id)).toEqual(scene);
    expect(presetScene('area', 'street', '320106009')).toMatchObject({ kind: 'area', areaCode: '320106009', window: null });
  });
});
