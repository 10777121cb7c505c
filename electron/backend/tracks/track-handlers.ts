import type { Caller } from '../../../shared/contract/caller.ts';
import { CodedError } from '../../../shared/contract/errors.ts';
import type { TrackRequest, TrackSubject } from '../../../shared/contract/tracks.ts';
import { formatDay } from '../../../shared/domain/time.ts';
import type { CallHandlers } from '../../../shared/rpc/served-api.ts';
import { assertMayAsk, assertMayChange, assertMayReceivePersons } from '../access.ts';
import { checked } from '../checked-call.ts';
import { lazyGridLocator } from '../city/grid-locator.ts';
import type { Office } from '../db/office/office.ts';
import { sql } from '../db/sql.ts';
import type { QueryContext } from '../queries/query-context.ts';
import { openTracks } from './open-tracks.ts';

export interface TrackHandlerDeps {
  readonly context: QueryContext;
  readonly office: Pick<Office, 'audit'>;
  readonly assertReady: () => void;
}

/** Of many grids the log keeps how many there were beside the first ones. */
const GRIDS_NAMED = 20;

/** `worker 1204 2026-11-23`, `grids 3201…,3201… 2026-11-23`: numbers and codes, never a name. */
function subjectText({ city }: QueryContext, { subject, day }: TrackRequest): string {
  if (subject.kind === 'worker') return `worker ${subject.workerId} ${formatDay(day)}`;
  const named = subject.grids.slice(0, GRIDS_NAMED).map((grid) => city.grids.code[grid] ?? '');
  const more = subject.grids.length - named.length;
  return `grids ${named.join()}${more > 0 ? ` +${more}` : ''} ${formatDay(day)}`;
}

/** @throws CodedError `forbidden`, `unknown-area`; `invalid-request` when there is nobody of this number */
function assertMayOpen({ city, db }: QueryContext, subject: TrackSubject, caller: Caller): void {
  assertMayChange(caller);
  assertMayReceivePersons(caller);
  if (subject.kind === 'grids') {
    for (const index of subject.grids) assertMayAsk(city, caller, { level: 'grid', index });
    return;
  }
  const home = db.value<number>(sql`SELECT grid FROM worker WHERE id = ${subject.workerId}`);
  if (home === undefined) throw new CodedError('invalid-request', 'the roster has nobody of this number', { workerId: subject.workerId });
  assertMayAsk(city, caller, home < 0 ? caller.competence : { level: 'grid', index: home });
}

/** Whoever opens somebody's way says why; that is in the audit log before anything of it leaves the backend. */
export function createTrackHandlers({ context, office, assertReady }: TrackHandlerDeps): Pick<CallHandlers, 'openTracks'> {
  const locate = lazyGridLocator(context.city);
  return {
    openTracks: checked('openTracks', async (request, { caller, signal }) => {
      assertReady();
      assertMayOpen(context, request.subject, caller);
      const { user, face } = caller;
      const asOfMs = context.clock.now();
      const { reason } = request;
      office.audit.append({ atMs: asOfMs, user, face, action: 'track.opened', subject: subjectText(context, request), reason });
      return { request, user, asOfMs, ...(await openTracks(context, locate, request, signal)) };
    }),
  };
}
