import { createRoot } from 'react-dom/client';
import { CodedError } from '../../shared/contract/errors.ts';
import { loadCity } from '../app/load-city.ts';
import { connectHost } from '../host/connect-host.ts';
import { readHostFacts } from '../host/host-facts.ts';
import { guardScripts } from '../host/trusted-types.ts';
import { reportText } from './i18n/report-text.ts';
import { openReport } from './open-report.ts';
import { ReportDocument } from './ReportDocument.tsx';
import { tellReportState } from './report-state.ts';
import './report-page.css';

/** The page that is printed: `report.html?number=GL-RB-20261123-01`. */
async function showReport(root: HTMLElement): Promise<void> {
  const pages = createRoot(root);
  try {
    const number = new URLSearchParams(location.search).get('number') ?? '';
    const { view, map } = await openReport(connectHost('report'), number, loadCity());
    document.documentElement.lang = view.report.request.language;
    document.title = view.text('title', { area: view.report.area.name });
    pages.render(<ReportDocument view={view} map={map} onLaidOut={() => tellReportState({ state: 'ready' })} />);
  } catch (error) {
    const code = error instanceof CodedError ? error.code : 'internal';
    const text = reportText(readHostFacts().language);
    pages.render(
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
void showReport(root);
