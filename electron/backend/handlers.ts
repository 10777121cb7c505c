import type { BackendApi, CallName } from '../../shared/contract/backend-api.ts';
import { CONTRACT_VERSION } from '../../shared/contract/contract-version.ts';
import { CodedError } from '../../shared/contract/errors.ts';
import type { StatusSnapshot } from '../../shared/contract/topics.ts';
import { DAY_MS, MINUTE_MS } from '../../shared/domain/time.ts';
import type { CallHandlers } from '../../shared/rpc/served-api.ts';
import { assertMayAsk, assertMayChange, assertMayReceivePersons, mayReceivePersons } from './access.ts';
import { checked, type Handler } from './checked-call.ts';
import type { Office } from './db/office/office.ts';
import type { OfficeSecurityCall } from './office-security-handlers.ts';
import { alerts } from './queries/alerts.ts';
import { areaCountsAsOf } from './queries/area-counts-as-of.ts';
import { areaCountsThen } from './queries/area-counts-then.ts';
import { batchCoverage } from './queries/batch-coverage.ts';
import { coverageCurve } from './queries/coverage-curve.ts';
import { dayAxis } from './queries/day-axis.ts';
import { gridColumnsAsOf } from './queries/grid-columns-as-of.ts';
import { gridDataAges } from './queries/grid-data-ages.ts';
import { gridDetail } from './queries/grid-detail.ts';
import type { QueryContext } from './queries/query-context.ts';
import { tasks } from './queries/tasks.ts';
import { timeline } from './queries/timeline.ts';
import { trend } from './queries/trend.ts';
import { workOrders } from './queries/work-orders.ts';
import { workers } from './queries/workers.ts';
import type { ArrivedPart } from './replication/arrivals.ts';
import type { ReportPrinter } from './reports/report-printer.ts';
import type { ReplicationCall } from './replication-handlers.ts';
import type { SourceSettingsCall } from './source-settings-handlers.ts';
import { search } from './search/search.ts';
import type { SearchIndex } from './search/search-index.ts';
import { contextAsOf } from './time/as-of-context.ts';
import type { Stands } from './time/stands.ts';
import { createTrackHandlers, type TrackCall } from './tracks/track-handlers.ts';
import { createMinutesHandlers, type MinutesCall } from './wall/minutes-handlers.ts';
import { createWallHandlers, type WallCall, type Walls } from './wall/wall-handlers.ts';

type ReportCall = 'previewReport' | 'freezeReport' | 'frozenReports' | 'frozenReport' | 'printReport';

export interface HandlerDeps {
  readonly context: QueryContext;
  readonly stands: Stands;
  readonly searchIndex: SearchIndex;
  readonly office: Office;
  readonly reports: Pick<CallHandlers, ReportCall>;
  readonly replication: Pick<CallHandlers, ReplicationCall>;
  readonly sourceSettings: Pick<CallHandlers, SourceSettingsCall>;
  readonly security: Pick<CallHandlers, OfficeSecurityCall>;
  /** Null where another process publishes to the walls. */
  readonly walls: Walls | null;
  /** Null where this host cannot print. */
  readonly printer: ReportPrinter | null;
  /** How the replication stands; null where another process has it. */
  readonly readStatus: (() => StatusSnapshot) | null;
  readonly sourceId: string;
  readonly isSimulated: boolean;
  /** Throws CodedError `replica-not-ready` while the replica holds no complete snapshot, nor the part of one that is enough. */
  readonly assertReady: (part?: ArrivedPart) => void;
}

/** 18:00, until the office sets another. */
const DEFAULT_CUTOFF_MINUTE = 18 * 60;
const CUTOFF_SETTING = 'cutoffMinute';
const SETTING_LIMIT = 64 * 1024;

/** Calls that are about one area. */
type AreaCall = { [Name in CallName]: BackendApi[Name]['request'] extends { readonly area: infer _ } ? Name : never }[CallName];

function cutoffMinute(office: Office): number {
  const saved = office.settings.get(CUTOFF_SETTING);
  const isMinute = typeof saved === 'number' && Number.isInteger(saved) && saved >= 0 && saved <= DAY_MS / MINUTE_MS;
  return isMinute ? saved : DEFAULT_CUTOFF_MINUTE;
}

function sessionHandlers({
  context,
  office,
  sourceId,
  isSimulated,
}: HandlerDeps): Pick<CallHandlers, 'session' | 'settings' | 'saveSetting'> {
  return {
    session: checked('session', ({ contractVersion }, { caller }) => {
      if (contractVersion !== CONTRACT_VERSION) {
        throw new CodedError('contract-mismatch', 'client and backend speak different versions', {
          client: contractVersion,
          backend: CONTRACT_VERSION,
        });
      }
      const { city, clock } = context;
      const facts = { contractVersion, cityVersion: city.version, caller, nowMs: clock.now(), cutoffMinute: cutoffMinute(office) };
      return { ...facts, sourceId, isSimulated };
    }),
    settings: checked('settings', () => office.settings.all()),
    saveSetting: checked('saveSetting', ({ key, value }, { caller }) => {
      assertMayChange(caller);
      if ((JSON.stringify(value) ?? '').length > SETTING_LIMIT) throw new CodedError('invalid-request', 'the setting is too long', { key });
      office.settings.save(key, value, { user: caller.user, atMs: context.clock.now() });
      return null;
    }),
  };
}

type ReplicaCall = Exclude<
  CallName,
  | ReportCall
  | OfficeSecurityCall
  | ReplicationCall
  | SourceSettingsCall
  | WallCall
  | MinutesCall
  | 'session'
  | 'settings'
  | 'saveSetting'
  | TrackCall
>;

function replicaHandlers({ context, stands, searchIndex, assertReady }: HandlerDeps): Pick<CallHandlers, ReplicaCall> {
  const { city } = context;
  const asOf = ({ asOfMs }: { readonly asOfMs?: number }): QueryContext => contextAsOf(context, asOfMs);
  const withPositions = async ({ asOfMs }: { readonly asOfMs?: number }): Promise<QueryContext> =>
    asOfMs === undefined ? context : contextAsOf(context, asOfMs, await stands.positionsAt(asOfMs));
  const inCompetence = <Name extends AreaCall>(name: Name, handler: Handler<Name>, enough?: ArrivedPart): Handler<Name> =>
    checked(name, (request, call) => {
      assertMayAsk(city, call.caller, request.area);
      // How everything stood at a moment is told by more tables than one.
      assertReady('asOfMs' in request && request.asOfMs !== undefined ? undefined : enough);
      return handler(request, call);
    });
  const aboutPersons = <Name extends AreaCall>(name: Name, handler: Handler<Name>, enough?: ArrivedPart): Handler<Name> =>
    inCompetence(
      name,
      (request, call) => {
        assertMayReceivePersons(call.caller);
        return handler(request, call);
      },
      enough,
    );
  return {
    areaCounts: inCompetence('areaCounts', (request, { signal }) => areaCountsThen(asOf(request), request, signal)),
    areaCountsAsOf: inCompetence('areaCountsAsOf', (request, { signal }) => areaCountsAsOf(context, request, signal)),
    gridCountsAsOf: inCompetence('gridCountsAsOf', (request, { signal }) => gridColumnsAsOf(context, request, signal)),
    gridDataAges: inCompetence('gridDataAges', ({ area }, { signal }) => gridDataAges(context, area, signal)),
    standAt: checked('standAt', (request, { caller }) => {
      assertMayAsk(city, caller, caller.competence);
      assertReady();
      return stands.at(request, caller);
    }),
    batchCoverage: inCompetence('batchCoverage', (request, { signal }) => batchCoverage(asOf(request), request.area, signal)),
    trend: inCompetence('trend', (request, { signal }) => trend(asOf(request), request, signal)),
    dayAxis: inCompetence('dayAxis', (request, { signal }) => dayAxis(context, request, signal)),
    coverageCurve: inCompetence('coverageCurve', (request, { signal }) => coverageCurve(context, request, signal)),
    gridDetail: checked('gridDetail', async (request, { caller, signal }) => {
      assertMayAsk(city, caller, { level: 'grid', index: request.grid });
      assertReady();
      return gridDetail(await withPositions(request), request, mayReceivePersons(caller), signal);
    }),
    alerts: inCompetence('alerts', (query, { caller }) => alerts(asOf(query), query, mayReceivePersons(caller)), 'alerts'),
    tasks: aboutPersons('tasks', (query, { signal }) => tasks(asOf(query), query, signal)),
    workOrders: aboutPersons('workOrders', (query) => workOrders(asOf(query), query), 'workOrders'),
    workers: aboutPersons('workers', async (request, { signal }) => workers(await withPositions(request), request.area, signal)),
    timeline: aboutPersons('timeline', (request) => timeline(asOf(request), request)),
    search: checked('search', (request, { caller }) => search(context, searchIndex, request, caller)),
  };
}

/** Reports that count rows now; frozen ones are read whatever the replica does. */
function newReportHandlers({ reports, assertReady }: HandlerDeps): Pick<CallHandlers, 'previewReport' | 'freezeReport'> {
  const whenReady = <Name extends 'previewReport' | 'freezeReport'>(name: Name): Handler<Name> =>
    checked(name, (request, call) => {
      assertReady();
      return reports[name](request, call);
    });
  return { previewReport: whenReady('previewReport'), freezeReport: whenReady('freezeReport') };
}

/** Every call, its request checked, its caller's rights held. */
export function createHandlers(deps: HandlerDeps): CallHandlers {
  const { frozenReports, frozenReport, printReport } = deps.reports;
  const { context, stands, walls, printer, assertReady, office } = deps;
  return {
    ...sessionHandlers(deps),
    ...deps.replication,
    ...deps.sourceSettings,
    ...replicaHandlers(deps),
    ...newReportHandlers(deps),
    ...createTrackHandlers({ context, office, printer, readStatus: deps.readStatus, assertReady }),
    ...deps.security,
    ...createWallHandlers({ context, stands, walls, cutoffMinute: () => cutoffMinute(office), assertReady }),
    ...createMinutesHandlers({ context, stands, walls, office, printer, assertReady }),
    frozenReports: checked('frozenReports', frozenReports),
    frozenReport: checked('frozenReport', frozenReport),
    printReport: checked('printReport', printReport),
  };
}
