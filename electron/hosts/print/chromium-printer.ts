import type { Browser } from 'playwright-core';
import { CodedError } from '../../../shared/contract/errors.ts';
import {
  readPageOutcome,
  REPORT_OUTCOME_SCRIPT,
  REPORT_PAGE_LIMIT_MS,
  REPORT_PRINT_OPTIONS,
  reportPagePath,
} from '../../../shared/host/report-page.ts';
import type { PrintJob, ReportPrinter } from '../../backend/reports/report-printer.ts';
import { launchChromium } from './launch-chromium.ts';

function unavailable(message: string): CodedError {
  return new CodedError('printer-unavailable', message);
}

/** What Playwright says in its first line, without the key in the page's address: it ends in logs. */
function reasonOf(error: unknown): string {
  const [line = ''] = (error instanceof Error ? error.message : String(error)).split('\n');
  return line.replaceAll(/#key=\w+/g, '');
}

/** Resolves like `work`, or fails once the page has had its time. */
async function inTime<Value>(work: Promise<Value>): Promise<Value> {
  let timer: NodeJS.Timeout | undefined;
  const limit = new Promise<never>((_, reject) => {
    timer = setTimeout(() => reject(unavailable('the report page was not ready in time')), REPORT_PAGE_LIMIT_MS);
  });
  try {
    return await Promise.race([work, limit]);
  } finally {
    clearTimeout(timer);
  }
}

/** Asks over the debugging protocol itself: the page's security policy forbids everything that evaluates text inside it. */
async function printPage(browser: Browser, address: string): Promise<Uint8Array> {
  const page = await browser.newPage();
  const session = await page.context().newCDPSession(page);
  await page.goto(address, { waitUntil: 'domcontentloaded' });
  const { result } = await session.send('Runtime.evaluate', { expression: REPORT_OUTCOME_SCRIPT, awaitPromise: true, returnByValue: true });
  const outcome = readPageOutcome(result.value);
  if (outcome.kind === 'failed') throw new CodedError(outcome.code, 'the report page refuses to be printed');
  const { data } = await session.send('Page.printToPDF', REPORT_PRINT_OPTIONS);
  return new Uint8Array(Buffer.from(data, 'base64'));
}

/** Prints through a headless Chromium of this machine, started for the job and ended after it. */
export class ChromiumPrinter implements ReportPrinter {
  readonly #origin: string;
  readonly #issueTicket: () => string;

  /** @param issueTicket makes a key that opens one report page once */
  constructor(origin: string, issueTicket: () => string) {
    this.#origin = origin;
    this.#issueTicket = issueTicket;
  }

  async print({ document, number, language }: PrintJob): Promise<Uint8Array> {
    const browser = await launchChromium();
    if (browser === null) throw unavailable('no Chromium, Chrome or Edge could be started');
    try {
      const address = `${this.#origin}${reportPagePath(document, number, language)}#key=${this.#issueTicket()}`;
      return await inTime(printPage(browser, address));
    } catch (error) {
      throw error instanceof CodedError ? error : unavailable(`the report page could not be printed: ${reasonOf(error)}`);
    } finally {
      await browser.close();
    }
  }
}
