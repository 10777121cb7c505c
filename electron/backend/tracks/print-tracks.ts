import { createHash } from 'node:crypto';
import type { CallSignal } from '../../../shared/contract/backend-client.ts';
import type { Caller } from '../../../shared/contract/caller.ts';
import { CodedError } from '../../../shared/contract/errors.ts';
import type { StatusSnapshot } from '../../../shared/contract/topics.ts';
import type { TrackEvidence, TrackPrintRequest, TrackRequest, Tracks } from '../../../shared/contract/tracks.ts';
import { dayOf, formatDay } from '../../../shared/domain/time.ts';
import type { CallHandlers } from '../../../shared/rpc/served-api.ts';
import { checked } from '../checked-call.ts';
import type { LocateGrid } from '../city/grid-locator.ts';
import type { Office } from '../db/office/office.ts';
import type { QueryContext } from '../queries/query-context.ts';
import { readOfficeLines } from '../reports/office-lines.ts';
import { dayMark } from '../reports/report-number.ts';
import { replicaStand } from '../reports/replica-stand.ts';
import type { ReportPrinter } from '../reports/report-printer.ts';
import { reportSource } from '../reports/report-source.ts';
import { openTracks } from './open-tracks.ts';
import { assertMayOpen, subjectText } from './track-request.ts';

export interface TrackPrintDeps {
  readonly context: QueryContext;
  readonly office: Pick<Office, 'audit' | 'settings'>;
  readonly locate: LocateGrid;
  readonly assertReady: () => void;
  /** How the replication stands; null where another process has it. */
  readonly readStatus: (() => StatusSnapshot) | null;
  /** Null where this host cannot print. */
  readonly printer: ReportPrinter | null;
}

const PRINTED = 'track.printed';

type Told = Pick<Tracks, 'tracks' | 'leftOut'>;

/** Of what was seen, not of who printed it and when: the same tracks printed again prove the paper, as long as the replica has them. */
function digestOf(cityVersion: string, { subject, day }: TrackRequest, { tracks, leftOut }: Told): string {
  const plain = (_: string, value: unknown): unknown =>
    value instanceof Float64Array || value instanceof Int32Array || value instanceof Uint8Array ? Array.from(value) : value;
  return createHash('sha256')
    .update(JSON.stringify([cityVersion, subject, day, tracks, leftOut], plain))
    .digest('hex');
}

/** Enters the printing in the audit log, and answers what is printed under the number that it has there. */
function numbered({ context, office, readStatus }: TrackPrintDeps, asked: TrackPrintRequest, caller: Caller, told: Told): TrackEvidence {
  const { city, clock, db } = context;
  const { subject, day, reason, language } = asked;
  const request = { subject, day, reason };
  const { user, face } = caller;
  const asOfMs = clock.now();
  const digest = digestOf(city.version, request, told);
  const prefix = `GJ-${dayMark(dayOf(asOfMs))}-`;
  const entry = office.audit.appendNumbered(PRINTED, prefix, (running) => ({
    atMs: asOfMs,
    user,
    face,
    subject: `${prefix}${String(running).padStart(2, '0')} ${subjectText(context, request)} sha256:${digest}`,
    reason,
  }));
  const [number = ''] = entry.subject.split(' ');
  const source = readStatus === null ? null : reportSource(readStatus());
  const heading = { number, digest, language, ...readOfficeLines(office.settings), cityVersion: city.version };
  return { ...heading, ...replicaStand(db), source, request, user, asOfMs, ...told };
}

/** @throws CodedError `no-data-for-day` when there is nothing to print */
async function toldOf({ context, locate }: TrackPrintDeps, asked: TrackPrintRequest, signal: CallSignal): Promise<Told> {
  const { onlyWorkerId } = asked;
  const { tracks: all, leftOut } = await openTracks(context, locate, asked, signal);
  const tracks = onlyWorkerId === null ? all : all.filter(({ workerId }) => workerId === onlyWorkerId);
  if (tracks.length === 0) throw new CodedError('no-data-for-day', 'there is no track of this day', { day: formatDay(asked.day) });
  return { tracks, leftOut: onlyWorkerId === null ? leftOut : 0 };
}

/**
 * Tracks on paper. Nobody's whereabouts are kept for it: the page that is printed is given them while it is printed, and what stays is the entry in
 * the audit log, with number, check value, whom and why.
 */
export function createTrackPrintHandlers(deps: TrackPrintDeps): Pick<CallHandlers, 'printTracks' | 'trackEvidence'> {
  const { context, office, printer, assertReady } = deps;
  const underWay = new Map<string, TrackEvidence>();
  return {
    printTracks: checked('printTracks', async (asked, { caller, signal }) => {
      assertReady();
      assertMayOpen(context, asked.subject, caller);
      if (printer === null) throw new CodedError('printer-unavailable', 'this host has no printer');
      const evidence = numbered(deps, asked, caller, await toldOf(deps, asked, signal));
      const { number, language } = evidence;
      underWay.set(number, evidence);
      try {
        return { fileName: `${number}.pdf`, pdf: await printer.print({ document: 'tracks', number, language }) };
      } catch (error) {
        const { user, face } = caller;
        const reason = error instanceof CodedError ? error.code : 'internal';
        office.audit.append({ atMs: context.clock.now(), user, face, action: 'track.print-failed', subject: number, reason });
        throw error;
      } finally {
        underWay.delete(number);
      }
    }),
    trackEvidence: checked('trackEvidence', ({ number }, { caller }) => {
      const evidence = underWay.get(number);
      // What whoever prints is given lies in the PDF; the page that draws it is the only one that needs it otherwise.
      if (evidence === undefined || caller.face !== 'report')
        throw new CodedError('unknown-report', 'no such evidence is printed', { number });
      return evidence;
    }),
  };
}
