import type { Locator, Page } from '@playwright/test';
import { formatDay } from '../../shared/domain/time.ts';
import { expect, test } from '../fixtures/application.ts';
import { FINISHED_DAY } from '../fixtures/city-moment.ts';
import { ConsolePage } from '../page-objects/console-page.ts';
import { DrillDown, numberIn } from '../page-objects/drill-down.ts';

const DISTRICT = '320106';
const FINISHED_DATE = formatDay(FINISHED_DAY);

async function openDistrict(page: Page): Promise<DrillDown> {
  await new ConsolePage(page).filled();
  const drill = new DrillDown(page);
  await drill.open(DISTRICT, FINISHED_DATE);
  await expect(drill.strip('verified').first()).toHaveText(/^[1-9]/);
  return drill;
}

/** A figure and the rows behind it; read again where the figures had not come yet, or moved on between the two. */
async function opensItsRows(drill: DrillDown, cell: Locator, explanation: string): Promise<void> {
  await expect(async () => {
    const figure = numberIn(await cell.innerText());
    await cell.click();
    await drill.rows.waitFor({ timeout: 5000 });
    try {
      await expect.poll(async () => numberIn(await drill.rowsTotal.innerText()), { timeout: 5000 }).toBe(figure);
      await expect(drill.rows.locator('.explanation')).toContainText(explanation);
    } finally {
      await drill.closeRows();
    }
  }).toPass();
}

/** Opens the area that stands first; rows still change places under the pointer while figures of the day arrive, and then it goes back. */
async function opensFirstChild(drill: DrillDown): Promise<void> {
  await expect(async () => {
    const name = (await drill.child(0))[0] ?? '';
    const before = await drill.title.innerText();
    await drill.children.filter({ hasText: name }).first().click();
    await expect(drill.title).not.toHaveText(before, { timeout: 5000 });
    const opened = await drill.title.innerText();
    if (!opened.includes(name)) await drill.title.page().keyboard.press('Alt+ArrowLeft');
    expect(opened).toContain(name);
  }).toPass();
}

test('shows one figure alike on strip, tile, tree and table, and children that add up', async ({ application }) => {
  const drill = await openDistrict(application.page);
  // Strip, tile, tree and table are filled by calls of their own: read together until all have answered for the same day.
  await expect(async () => {
    const rate = await drill.strip('coverage').innerText();
    expect(await drill.tile('coverage').innerText()).toBe(rate);
    expect(await application.page.locator('.tree-row[aria-selected="true"] [data-figure="coverage"]').innerText()).toBe(rate);
    const children = await drill.children.count();
    let due = 0;
    for (let index = 0; index < children; index++) due += numberIn((await drill.child(index))[2] ?? '');
    expect(due).toBe(numberIn(await drill.strip('verified').last().innerText()));
  }).toPass();
});

test('opens from every figure exactly the rows that make it', async ({ application }) => {
  test.slow();
  const drill = await openDistrict(application.page);
  const cells = [
    drill.strip('verified').first(),
    drill.strip('verified').last(),
    drill.strip('overdue'),
    drill.strip('unplaced'),
    drill.tile('unreachable'),
  ];
  for (const cell of cells) await opensItsRows(drill, cell, FINISHED_DATE.slice(5));
  for (const figure of ['pushed', 'inProgress', 'deferred', 'withdrawn', 'cleared'])
    await opensItsRows(drill, application.page.locator(`.progress-matrix [data-figure="${figure}"] button`), '');
});

test('opens the alerts and the workers that are counted now', async ({ application }) => {
  const drill = await openDistrict(application.page);
  for (const cell of [drill.strip('alerts').last(), drill.strip('workers')]) await opensItsRows(drill, cell, '');
});

test('goes down from district to grid by its tables, and the map says of the grid what the panel says', async ({ application }) => {
  const { page } = application;
  const drill = await openDistrict(page);
  for (const level of ['街道', '社区', '网格']) {
    await opensFirstChild(drill);
    await expect(page.locator('.detail-code')).toContainText(level);
  }
  await expect(page.locator('.region-right')).toContainText('45 类数据时效');
  const name = await drill.title.innerText();
  // The panel's figures may come after its name.
  await expect(async () => {
    const [verified = '', due = ''] = await drill.tile('verified').allInnerTexts();
    const tooltip = await hoverGrid(page, name);
    expect(tooltip).toContain(`${verified} / ${due.replace('/', '')}`);
    expect(tooltip).toContain(await drill.tile('coverage').innerText());
  }).toPass();

  await page.keyboard.press('Alt+ArrowLeft');
  await expect(page.locator('.detail-code')).toContainText('社区');
  await page.keyboard.press('Alt+ArrowRight');
  await expect(drill.title).toHaveText(name);
});

/** Moves the pointer about the middle of the map, where the selected grid lies, until the tooltip names it. */
async function hoverGrid(page: Page, name: string): Promise<string> {
  const box = await page.locator('#map-region').boundingBox();
  if (box === null) throw new Error('no map');
  const tooltip = page.locator('.map-tooltip');
  let found = '';
  await expect(async () => {
    for (const [east, south] of [
      [0, 0],
      [0.03, 0],
      [-0.03, 0],
      [0, 0.05],
      [0, -0.05],
      [0.04, 0.06],
      [-0.04, -0.06],
      [0.04, -0.06],
      [-0.04, 0.06],
    ] as const) {
      await page.mouse.move(box.x + box.width * (0.5 + east), box.y + box.height * (0.5 + south));
      // The tooltip follows the pointer in the next frame.
      await page.evaluate(() => new Promise((done) => requestAnimationFrame(() => requestAnimationFrame(done))));
      found = (await tooltip.isVisible()) ? await tooltip.innerText() : '';
      if (found.startsWith(name)) return;
    }
    expect(found).toContain(name);
  }).toPass();
  return found;
}
