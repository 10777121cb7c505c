import type { City } from '../../shared/city/city.ts';
import type { BackendApi, CallName } from '../../shared/contract/backend-api.ts';
import type { BackendClient } from '../../shared/contract/backend-client.ts';
import { CONTRACT_VERSION } from '../../shared/contract/contract-version.ts';
import { CodedError } from '../../shared/contract/errors.ts';
import { loadReportFonts } from './load-report-fonts.ts';
import { drawReportMap, type MapDrawing } from './map/map-drawing.ts';
import { createReportView, type ReportView } from './report-view.ts';

/** The printing host may only just have started its backend. */
const DEADLINE_MS = 30_000;

export interface OpenedReport {
  readonly view: ReportView;
  readonly map: MapDrawing;
}

async function ask<Name extends CallName>(
  client: BackendClient,
  name: Name,
  request: BackendApi[Name]['request'],
): Promise<BackendApi[Name]['answer']> {
  const answer = await client.call(name, request, { deadlineMs: DEADLINE_MS });
  if (!answer.ok) throw new CodedError(answer.error.code, answer.error.message, answer.error.details);
  return answer.value;
}

/** Everything that the pages of a frozen report need. @throws CodedError also `map-not-drawable`, when the city's files are missing or others */
export async function openReport(client: BackendClient, number: string, city: Promise<City>): Promise<OpenedReport> {
  const fonts = loadReportFonts();
  const [session, report] = await Promise.all([
    ask(client, 'session', { contractVersion: CONTRACT_VERSION }),
    ask(client, 'frozenReport', { number }),
  ]);
  const loaded = await city.catch((cause: unknown) => {
    throw new CodedError('map-not-drawable', 'the city could not be loaded', { number }, { cause });
  });
  await fonts;
  const stamp = { user: session.caller.user, atMs: session.nowMs };
  return { view: createReportView(report, loaded, stamp), map: drawReportMap(loaded, report) };
}
