import type { ReactNode } from 'react';
import { createRoot } from 'react-dom/client';
import type { Language } from '../../shared/contract/daily-report.ts';
import { CodedError } from '../../shared/contract/errors.ts';
import { loadCity } from '../app/load-city.ts';
import { connectHost } from '../host/connect-host.ts';
import { readHostFacts } from '../host/host-facts.ts';
import { guardScripts } from '../host/trusted-types.ts';
import { reportText } from './i18n/report-text.ts';
import { MinutesDocument } from './minutes/MinutesDocument.tsx';
import { openMinutes, openReport } from './open-report.ts';
import { ReportDocument } from './ReportDocument.tsx';
import { tellReportState } from './report-state.ts';
import './report-page.css';

const ready = (): void => tellReportState({ state: 'ready' });

/** What is printed, with its language and title. */
async function openedDocument(): Promise<{ readonly language: Language; readonly title: string; readonly pages: ReactNode }> {
  const parameters = new URLSearchParams(location.search);
  const number = parameters.get('number') ?? '';
  if (parameters.get('document') === 'minutes') {
    const view = await openMinutes(connectHost('report'), number, loadCity());
    return { language: view.minutes.language, title: view.text('minutes.title'), pages: <MinutesDocument view={view} onLaidOut={ready} /> };
  }
  const { view, map } = await openReport(connectHost('report'), number, loadCity());
  return {
    language: view.report.request.language,
    title: view.text('title', { area: view.report.area.name }),
    pages: <ReportDocument view={view} map={map} onLaidOut={ready} />,
  };
}

/** The page that is printed: `report.html?document=report&number=GL-RB-20261123-01`. */
async function showDocument(root: HTMLElement): Promise<void> {
  const page = createRoot(root);
  try {
    const { language, title, pages } = await openedDocument();
    document.documentElement.lang = language;
    document.title = title;
    page.render(pages);
  } catch (error) {
    const code = error instanceof CodedError ? error.code : 'internal';
    const text = reportText(readHostFacts().language);
    page.render(
      <p role="alert" className="report-failed">
        {text('page.failed')} · {text(`console:error.${code}`)}
      </p>,
    );
    tellReportState({ state: 'failed', code });
  }
}

guardScripts();
tellReportState({ state: 'loading' });
const root = document.getElementById('root');
if (root === null) throw new Error('report.html has no #root');
void showDocument(root);
