import type { ReactNode } from 'react';
import { createRoot, type Root } from 'react-dom/client';
import type { Language } from '../../shared/contract/daily-report.ts';
import { CodedError } from '../../shared/contract/errors.ts';
import { PRINTED_DOCUMENTS, type PrintedDocument } from '../../shared/host/report-page.ts';
import { loadCity } from '../app/load-city.ts';
import { connectHost } from '../host/connect-host.ts';
import { readHostFacts } from '../host/host-facts.ts';
import { guardScripts } from '../host/trusted-types.ts';
import { reportText } from './i18n/report-text.ts';
import { MinutesDocument } from './minutes/MinutesDocument.tsx';
import { openEvidence, openMinutes, openReport } from './open-report.ts';
import { ReportDocument } from './ReportDocument.tsx';
import { tellReportState } from './report-state.ts';
import { EvidenceDocument } from './tracks/EvidenceDocument.tsx';
import './report-page.css';

const ready = (): void => tellReportState({ state: 'ready' });

interface Printed {
  readonly language: Language;
  readonly title: string;
  readonly pages: ReactNode;
}

/** What is printed, with its language and title. */
const DOCUMENTS: { readonly [Name in PrintedDocument]: (number: string) => Promise<Printed> } = {
  report: async (number) => {
    const { view, map } = await openReport(connectHost('report'), number, loadCity());
    const title = view.text('title', { area: view.report.area.name });
    return { language: view.report.request.language, title, pages: <ReportDocument view={view} map={map} onLaidOut={ready} /> };
  },
  minutes: async (number) => {
    const view = await openMinutes(connectHost('report'), number, loadCity());
    const { minutes, text } = view;
    return { language: minutes.language, title: text('minutes.title'), pages: <MinutesDocument view={view} onLaidOut={ready} /> };
  },
  tracks: async (number) => {
    const view = await openEvidence(connectHost('report'), number, loadCity());
    const { evidence, text } = view;
    return { language: evidence.language, title: text('tracks.title'), pages: <EvidenceDocument view={view} onLaidOut={ready} /> };
  },
};

async function openedDocument(): Promise<Printed> {
  const parameters = new URLSearchParams(location.search);
  const name = PRINTED_DOCUMENTS.find((document) => document === parameters.get('document')) ?? 'report';
  return await DOCUMENTS[name](parameters.get('number') ?? '');
}

function showFailure(page: Root, error: unknown): void {
  const code = error instanceof CodedError ? error.code : 'internal';
  const text = reportText(readHostFacts().language);
  page.render(
    <p role="alert" className="report-failed">
      {text('page.failed')} · {text(`console:error.${code}`)}
    </p>,
  );
  tellReportState({ state: 'failed', code });
}

/** The page that is printed: `report.html?document=report&number=GL-RB-20261123-01`. */
async function showDocument(root: HTMLElement): Promise<void> {
  const page = createRoot(root, {
    // Whoever prints would wait for a page that is not laid out any more.
    onUncaughtError: (error) => {
      reportError(error);
      showFailure(page, error);
    },
  });
  try {
    const { language, title, pages } = await openedDocument();
    document.documentElement.lang = language;
    document.title = title;
    page.render(pages);
  } catch (error) {
    showFailure(page, error);
  }
}

guardScripts();
tellReportState({ state: 'loading' });
const root = document.getElementById('root');
if (root === null) throw new Error('report.html has no #root');
void showDocument(root);
