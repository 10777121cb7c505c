import type { CallHandlers } from '../../../shared/rpc/served-api.ts';
import { checked } from '../checked-call.ts';
import { gridLocatorOf } from '../city/grid-locator.ts';
import type { Office } from '../db/office/office.ts';
import type { QueryContext } from '../queries/query-context.ts';
import { openTracks } from './open-tracks.ts';
import { createTrackPrintHandlers, type TrackPrintDeps } from './print-tracks.ts';
import { assertMayOpen, subjectText } from './track-request.ts';

export type TrackCall = 'openTracks' | 'printTracks' | 'trackEvidence';

export interface TrackHandlerDeps extends Pick<TrackPrintDeps, 'printer' | 'readStatus'> {
  readonly context: QueryContext;
  readonly office: Pick<Office, 'audit' | 'settings'>;
  readonly assertReady: () => void;
}

/** Whoever opens somebody's way says why; that is in the audit log before anything of it leaves the backend. */
export function createTrackHandlers(deps: TrackHandlerDeps): Pick<CallHandlers, TrackCall> {
  const { context, office, assertReady } = deps;
  const locate = gridLocatorOf(context.city);
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
    ...createTrackPrintHandlers({ ...deps, locate }),
  };
}
