import type { City } from '../../../shared/city/city.ts';
import type { DailyReport, ReportRequest } from '../../../shared/contract/daily-report.ts';
import type { StatusSnapshot } from '../../../shared/contract/topics.ts';
import { CodedError } from '../../../shared/contract/errors.ts';
import type { Caller } from '../../../shared/contract/caller.ts';
import { isWithin, officeAreaOf, WHOLE_CITY } from '../../../shared/domain/areas.ts';
import type { CallContext, CallHandlers } from '../../../shared/rpc/served-api.ts';
import { assertMayAsk, assertMayChange } from '../access.ts';
import type { Clock } from '../clock.ts';
import type { ReadDb } from '../db/database.ts';
import type { Office } from '../db/office/office.ts';
import { REPORTS } from './index.ts';
import { readOfficeLines } from './office-lines.ts';
import { requireReportArea } from './report-area.ts';
import { reportSource } from './report-source.ts';
import { reportNumberPrefix } from './report-number.ts';
import type { ReportPrinter } from './report-printer.ts';

export interface ReportHandlerDeps {
  readonly read: ReadDb;
  readonly city: City;
  readonly office: Pick<Office, 'reports' | 'settings' | 'audit'>;
  readonly clock: Clock;
  /** How the replication stands; null where another process has it. */
  readonly readStatus: (() => StatusSnapshot) | null;
  /** Null where this host cannot print. */
  readonly printer: ReportPrinter | null;
}

type ReportCall = 'previewReport' | 'freezeReport' | 'frozenReports' | 'frozenReport' | 'printReport';

/** The calls about reports. Every one is answered only inside the caller's area of competence. */
export function createReportHandlers(deps: ReportHandlerDeps): Pick<CallHandlers, ReportCall> {
  const { read, city, office, clock, readStatus, printer } = deps;
  const report = REPORTS.daily;

  const build = (request: ReportRequest, { caller, signal }: CallContext): Promise<DailyReport> => {
    assertMayAsk(city, caller, requireReportArea(city, request.areaCode));
    const status = readStatus?.() ?? null;
    const source = status === null ? null : reportSource(status);
    const streams = status?.sources ?? [];
    const lines = readOfficeLines(office.settings);
    return report.build({ read, city, nowMs: clock.now(), user: caller.user, office: lines, source, streams, signal }, request);
  };

  /** A report of an area that the city has no more is for those who may see the whole city. */
  const mayRead = (areaCode: string, { competence }: Caller): boolean =>
    isWithin(city, officeAreaOf(city, areaCode) ?? WHOLE_CITY, competence);

  const frozen = (number: string, caller: Caller): DailyReport => {
    const kept = office.reports.get(number);
    if (mayRead(kept.area.code, caller)) return kept;
    throw new CodedError('forbidden', 'the report is of an area outside the area of competence', { number });
  };

  /** Who made what of which report; its number says all that the log has to know of it. */
  const note = (action: 'report.frozen' | 'report.printed', number: string, { user, face }: Caller): void => {
    office.audit.append({ atMs: clock.now(), user, face, action, subject: number, reason: '' });
  };

  return {
    previewReport: build,
    freezeReport: async (request, context) => {
      assertMayChange(context.caller);
      const preview = await build(request, context);
      const kept = office.reports.freeze(reportNumberPrefix(preview.area.name, report.mark, request.day), preview);
      note('report.frozen', kept.number, context.caller);
      return kept;
    },
    frozenReports: ({ limit }, { caller }) => office.reports.list(limit).filter(({ areaCode }) => mayRead(areaCode, caller)),
    frozenReport: ({ number }, { caller }) => frozen(number, caller),
    printReport: async ({ number }, { caller }) => {
      assertMayChange(caller);
      const { request } = frozen(number, caller);
      if (printer === null) throw new CodedError('printer-unavailable', 'this host has no printer');
      const pdf = await printer.print({ document: 'report', number, language: request.language });
      note('report.printed', number, caller);
      return { fileName: `${number}.pdf`, pdf };
    },
  };
}
