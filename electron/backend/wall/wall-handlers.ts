import { CodedError } from '../../../shared/contract/errors.ts';
import type { CallHandlers } from '../../../shared/rpc/served-api.ts';
import { assertMayChange } from '../access.ts';
import { checked } from '../checked-call.ts';
import type { QueryContext } from '../queries/query-context.ts';
import { wallDay } from './wall-day.ts';
import type { WallSettingsStore } from './wall-settings.ts';

export type WallCall = 'wallDay' | 'wallSettings' | 'saveWallProgram' | 'pinOnWall';

interface WallDeps {
  readonly context: QueryContext;
  /** Null where another process publishes to the walls. */
  readonly settings: WallSettingsStore | null;
  readonly cutoffMinute: () => number;
  readonly assertReady: () => void;
}

/** What walls ask for, and what the console tells them to show. */
export function createWallHandlers({ context, settings, cutoffMinute, assertReady }: WallDeps): Pick<CallHandlers, WallCall> {
  const known = (): WallSettingsStore => {
    if (settings === null) throw new CodedError('forbidden', 'a reading backend shows nothing on walls');
    return settings;
  };
  return {
    wallDay: checked('wallDay', (_, { caller, signal }) => {
      assertReady();
      return wallDay(context, caller.competence, cutoffMinute(), signal);
    }),
    wallSettings: checked('wallSettings', () => known().current),
    saveWallProgram: checked('saveWallProgram', ({ program }, { caller }) => {
      assertMayChange(caller);
      known().saveProgram(program, { user: caller.user, atMs: context.clock.now() });
      return null;
    }),
    pinOnWall: checked('pinOnWall', ({ scene }, { caller }) => {
      assertMayChange(caller);
      known().pin(scene, { user: caller.user, atMs: context.clock.now() });
      return null;
    }),
  };
}
