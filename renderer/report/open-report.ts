import type { City } from '../../shared/city/city.ts';
import type { BackendApi, CallName } from '../../shared/contract/backend-api.ts';
import type { BackendClient } from '../../shared/contract/backend-client.ts';
import { CONTRACT_VERSION } from '../../shared/contract/contract-version.ts';
import { CodedError } from '../../shared/contract/errors.ts';
import { loadReportFonts } from './load-report-fonts.ts';
import { drawReportMap, type MapDrawing } from './map/map-drawing.ts';
import { createMinutesView, type MinutesView } from './minutes/minutes-view.ts';
import { createEvidenceView, type EvidenceView } from './tracks/evidence-view.ts';
import { createReportView, type ReportStamp, type ReportView } from './report-view.ts';

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

interface Opened<Model> {
  readonly model: Model;
  readonly city: City;
  readonly stamp: ReportStamp;
}

/** A frozen document, the city it is drawn on, and who prints it; the fonts are there. @throws CodedError also `map-not-drawable` */
async function openDocument<Name extends 'frozenReport' | 'minutes' | 'trackEvidence'>(
  client: BackendClient,
  name: Name,
  number: string,
  city: Promise<City>,
): Promise<Opened<BackendApi[Name]['answer']>> {
  const fonts = loadReportFonts();
  const [session, model] = await Promise.all([
    ask(client, 'session', { contractVersion: CONTRACT_VERSION }),
    ask(client, name, { number }),
  ]);
  const loaded = await city.catch((cause: unknown) => {
    throw new CodedError('map-not-drawable', 'the city could not be loaded', { number }, { cause });
  });
  await fonts;
  return { model, city: loaded, stamp: { user: session.caller.user, atMs: session.nowMs } };
}

/** Everything that the pages of a frozen report need. @throws CodedError also `map-not-drawable`, when the city's files are missing or others */
export async function openReport(client: BackendClient, number: string, city: Promise<City>): Promise<OpenedReport> {
  const { model, city: loaded, stamp } = await openDocument(client, 'frozenReport', number, city);
  return { view: createReportView(model, loaded, stamp), map: drawReportMap(loaded, model) };
}

/** A document that was made just now is of the city that the page has, unless one of the two was exchanged in between. */
function assertSameCity({ number, cityVersion }: { readonly number: string; readonly cityVersion: string }, city: City): void {
  if (cityVersion !== city.version) throw new CodedError('map-not-drawable', 'the document is of another version of the city', { number });
}

/** The same of minutes. */
export async function openMinutes(client: BackendClient, number: string, city: Promise<City>): Promise<MinutesView> {
  const { model, city: loaded, stamp } = await openDocument(client, 'minutes', number, city);
  assertSameCity(model, loaded);
  return createMinutesView(model, loaded, stamp);
}

/** The same of tracks; they carry who has them printed. */
export async function openEvidence(client: BackendClient, number: string, city: Promise<City>): Promise<EvidenceView> {
  const { model, city: loaded } = await openDocument(client, 'trackEvidence', number, city);
  assertSameCity(model, loaded);
  return createEvidenceView(model, loaded);
}
