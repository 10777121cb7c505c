import { BrowserWindow } from 'electron';
import type { HostFacts } from '../../shared/host/host-facts.ts';
import {
  readPageOutcome,
  REPORT_OUTCOME_SCRIPT,
  REPORT_PAGE_LIMIT_MS,
  REPORT_PRINT_OPTIONS,
  reportPagePath,
} from '../../shared/host/report-page.ts';
import { WINDOW_ORIGIN } from '../../shared/host/supervision.ts';
import type { PrintOrder, PrintOutcome } from './backend-process.ts';
import type { PageFaces } from './bridge.ts';
import { pagePreferences } from './console-window.ts';

const unavailable = (message: string): PrintOutcome => ({ code: 'printer-unavailable', message });

async function loadAndPrint(window: BrowserWindow, order: PrintOrder): Promise<PrintOutcome> {
  await window.loadURL(`${WINDOW_ORIGIN}${reportPagePath(order.document, order.number, order.language)}`);
  const outcome = readPageOutcome(await window.webContents.executeJavaScript(REPORT_OUTCOME_SCRIPT));
  if (outcome.kind === 'failed') return { code: outcome.code, message: 'The report page could not be drawn' };
  return { pdf: await window.webContents.printToPDF(REPORT_PRINT_OPTIONS) };
}

function limit(window: BrowserWindow): Promise<PrintOutcome> {
  return new Promise((resolve) => {
    const timer = setTimeout(() => resolve(unavailable('The report page was not ready in time')), REPORT_PAGE_LIMIT_MS);
    window.once('closed', () => clearTimeout(timer));
  });
}

/** Opens a frozen report in a hidden window with a face of its own and prints it. Never throws: what goes wrong is in the outcome. */
export async function printReport(order: PrintOrder, facts: HostFacts, faces: PageFaces): Promise<PrintOutcome> {
  const window = new BrowserWindow({
    show: false,
    width: 900,
    height: 1_200,
    webPreferences: { ...pagePreferences(facts), backgroundThrottling: false },
  });
  faces.assign(window.webContents, 'report');
  try {
    return await Promise.race([loadAndPrint(window, order), limit(window)]);
  } catch (error) {
    return unavailable(error instanceof Error ? error.message : 'The report page could not be opened');
  } finally {
    if (!window.isDestroyed()) window.destroy();
  }
}
