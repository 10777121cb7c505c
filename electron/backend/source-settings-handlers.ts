import { CodedError } from '../../shared/contract/errors.ts';
import type { City } from '../../shared/city/city.ts';
import type { BackendApi } from '../../shared/contract/backend-api.ts';
import type { CallContext, CallHandlers } from '../../shared/rpc/served-api.ts';
import { assertMayMaintain } from './access.ts';
import { checked } from './checked-call.ts';
import type { Clock } from './clock.ts';
import type { SearchIndex } from './search/search-index.ts';
import { searchOffices } from './search/search-offices.ts';
import type { SourceKeeper } from './sources/settings/source-keeper.ts';

export type SourceSettingsCall = 'sourceSettings' | 'testSource' | 'saveSource' | 'searchOffices';

export interface SourceSettingsHandlerDeps {
  /** Null where the host keeps no source of its own. */
  readonly keeper: SourceKeeper | null;
  readonly city: City;
  readonly clock: Clock;
  readonly searchIndex: SearchIndex;
}

/** Aborts when the caller no longer waits: libraries want a signal of their own. */
function signalOf({ signal }: CallContext): AbortSignal {
  const controller = new AbortController();
  if (signal.aborted) controller.abort();
  signal.addEventListener('abort', () => controller.abort(), { once: true });
  return controller.signal;
}

/** Calls about where this station replicates from: for those who look after the machine. */
export function createSourceSettingsHandlers({
  keeper,
  city,
  clock,
  searchIndex,
}: SourceSettingsHandlerDeps): Pick<CallHandlers, SourceSettingsCall> {
  const keeperFor = ({ caller }: CallContext): SourceKeeper => {
    assertMayMaintain(caller);
    if (keeper === null) throw new CodedError('forbidden', 'this backend has no source of its own to set');
    return keeper;
  };
  return {
    sourceSettings: checked('sourceSettings', (_, context) => keeperFor(context).current()),
    testSource: checked('testSource', (change, context) => keeperFor(context).test(change, city, clock, signalOf(context))),
    saveSource: checked('saveSource', async (change, context): Promise<BackendApi['saveSource']['answer']> => {
      await keeperFor(context).save(change, city);
      return null;
    }),
    searchOffices: checked('searchOffices', ({ text }, { caller }) => {
      assertMayMaintain(caller);
      return searchOffices(city, searchIndex, text);
    }),
  };
}
