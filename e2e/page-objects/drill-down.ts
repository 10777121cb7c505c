import { expect, type Locator, type Page } from '@playwright/test';

/** Figures of the console by their place: strip, tiles, tree, table of children, rows, tooltip. All texts as they stand on screen. */
export class DrillDown {
  readonly page: Page;
  readonly title: Locator;
  readonly rowsTotal: Locator;
  readonly rows: Locator;
  readonly children: Locator;

  constructor(page: Page) {
    this.page = page;
    this.title = page.locator('.detail-title');
    this.rowsTotal = page.locator('[data-figure="rows-total"]');
    this.rows = page.locator('.rows-panel');
    this.children = page.locator('.region-right .data-table .data-row');
  }

  strip(figure: string): Locator {
    return this.page.locator(`.region-strip [data-figure="${figure}"] .figure-button`);
  }

  tile(figure: string): Locator {
    return this.page.locator(`.tile[data-figure="${figure}"] .figure-button`);
  }

  treeRate(area: string): Locator {
    return this.page.locator(`.tree-row[data-area="${area}"] [data-figure="coverage"]`);
  }

  /** Goes to an area of a reporting day by the window's address, as a pasted link does. */
  async open(code: string, day: string): Promise<void> {
    await this.page.evaluate((hash) => Object.assign(location, { hash }), `#/area/${code}?scope=day:${day}&rule=withDeferred`);
    await this.page.locator('.detail-code', { hasText: code }).waitFor();
  }

  /** The same, until the strip shows the tasks that are due on that day, as text: until then the figures of the day before it may stand there. */
  async showDay(code: string, day: string, due: string): Promise<void> {
    await this.open(code, day);
    await expect(this.strip('verified').last()).toHaveText(`/ ${due}`);
  }

  /** Cells of a row of the table of children: name, rate, due, missing, overdue. */
  async child(index: number): Promise<readonly string[]> {
    return this.children.nth(index).locator('[role="gridcell"]').allInnerTexts();
  }

  async closeRows(): Promise<void> {
    await this.rows.getByRole('button').first().click();
    await this.rows.waitFor({ state: 'detached' });
  }
}

/** `1,805` and `/ 1,805` as a number. */
export function numberIn(text: string): number {
  return Number(/-?[\d,]+/.exec(text)?.[0].replaceAll(',', ''));
}
