import type { Caller } from '../../../shared/contract/caller.ts';
import { CodedError } from '../../../shared/contract/errors.ts';
import type { CallHandlers } from '../../../shared/rpc/served-api.ts';
import { assertMayAsk, assertMayChange } from '../access.ts';
import { checked } from '../checked-call.ts';
import type { QueryContext } from '../queries/query-context.ts';
import { assertPast } from '../time/as-of-context.ts';
import type { Stands } from '../time/stands.ts';
import type { ConsultationKeeper } from './consultation-keeper.ts';
import { FrozenWalls, wallAt } from './frozen-wall.ts';
import { wallDay } from './wall-day.ts';
import type { WallSettingsStore } from './wall-settings.ts';

export type WallCall =
  | 'wallDay'
  | 'wallSettings'
  | 'saveWallProgram'
  | 'pinOnWall'
  | 'showFrame'
  | 'pointOnWall'
  | 'annotate'
  | 'consultationRecord'
  | 'noteStep'
  | 'frozenWall';

/** What the walls of this office show. */
export interface Walls {
  readonly settings: WallSettingsStore;
  readonly consultation: ConsultationKeeper;
}

export interface WallDeps {
  readonly context: QueryContext;
  readonly stands: Stands;
  /** Null where another process publishes to the walls. */
  readonly walls: Walls | null;
  readonly cutoffMinute: () => number;
  readonly assertReady: () => void;
}

/** What walls ask for, and what the console tells them to show. */
export function createWallHandlers({ context, stands, walls, cutoffMinute, assertReady }: WallDeps): Pick<CallHandlers, WallCall> {
  const known = (): Walls => {
    if (walls === null) throw new CodedError('forbidden', 'a reading backend shows nothing on walls');
    return walls;
  };
  const savedBy = ({ user }: Caller) => ({ user, atMs: context.clock.now() });
  const frozen = new FrozenWalls((caller, asOfMs) => wallAt(context, stands, caller, asOfMs, known().settings.current));
  return {
    wallDay: checked('wallDay', (_, { caller, signal }) => {
      assertReady();
      return wallDay(context, caller.competence, cutoffMinute(), signal);
    }),
    wallSettings: checked('wallSettings', () => known().settings.current),
    saveWallProgram: checked('saveWallProgram', ({ program }, { caller }) => {
      assertMayChange(caller);
      known().settings.saveProgram(program, savedBy(caller));
      return null;
    }),
    pinOnWall: checked('pinOnWall', ({ scene }, { caller }) => {
      assertMayChange(caller);
      known().settings.pin(scene, savedBy(caller));
      return null;
    }),
    showFrame: checked('showFrame', ({ frame }, { caller }) => {
      assertMayChange(caller);
      if (frame !== null) assertPast(context, frame.asOfMs);
      known().consultation.showFrame(frame, savedBy(caller));
      return null;
    }),
    pointOnWall: checked('pointOnWall', ({ place }, { caller }) => {
      assertMayChange(caller);
      known().consultation.point(place);
      return null;
    }),
    annotate: checked('annotate', ({ change }, { caller }) => {
      assertMayChange(caller);
      known().consultation.annotate(change, savedBy(caller));
      return null;
    }),
    consultationRecord: checked('consultationRecord', () => known().consultation.record),
    noteStep: checked('noteStep', ({ step, note }, { caller }) => {
      assertMayChange(caller);
      known().consultation.note(step, note, savedBy(caller));
      return null;
    }),
    frozenWall: checked('frozenWall', (_, { caller }) => {
      assertMayAsk(context.city, caller, caller.competence);
      assertReady();
      const { frame } = known().consultation.current;
      return frame === null ? null : frozen.at(frame.asOfMs, caller);
    }),
  };
}
