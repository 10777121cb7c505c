import type { Page } from '@playwright/test';
import { RecoveryKeySetUp } from '../page-objects/office-recovery.ts';
import { goTo, type ManualPicture, MAP_REST_MS } from './manual-picture.ts';
import { PAST_PICTURES } from './past-pictures.ts';

const DISTRICT = '320106';

/** Where the number of a region stands: a share of its width and height, beside what it says. */
const REGIONS: readonly (readonly [selector: string, across: number, down: number])[] = [
  ['.region-strip', 0.66, 0.5],
  ['.search-box', 0.68, 0.5],
  ['.area-tree', 1.16, 0.35],
  ['.layer-panel', 1.16, 0.5],
  ['#map-region', 0.18, 0.3],
  ['#detail-region', -0.08, 0.3],
  ['.region-axis', 0.83, 0.4],
];

/** Number badges beside the regions of the window, as the text counts them. */
async function numberRegions(page: Page): Promise<void> {
  await page.evaluate((regions) => {
    for (const [index, [selector, across, down]] of regions.entries()) {
      const box = document.querySelector(selector)?.getBoundingClientRect();
      if (box === undefined) continue;
      const badge = document.createElement('div');
      badge.className = 'manual-badge';
      badge.textContent = String(index + 1);
      Object.assign(badge.style, {
        position: 'fixed',
        left: `${box.left + box.width * across - 20}px`,
        top: `${box.top + box.height * down - 20}px`,
        width: '40px',
        borderRadius: '50%',
        background: '#ffd166',
        color: '#0b1320',
        font: '700 22px/40px sans-serif',
        textAlign: 'center',
        zIndex: '99',
      });
      document.body.append(badge);
    }
  }, REGIONS);
}

async function removeNumbers(page: Page): Promise<void> {
  await page.evaluate(() => {
    for (const badge of document.querySelectorAll('.manual-badge')) badge.remove();
  });
}

/** From the district down to the grid where most is missing, by the tables. */
async function drillDown(page: Page): Promise<void> {
  await goTo(page, `${DISTRICT}?scope=today`);
  for (const level of ['街道', '社区', '网格']) {
    await page.locator('.region-right .data-table .data-row').first().click();
    await page.locator('.detail-code', { hasText: level }).waitFor();
  }
  await page.locator('.data-ages').waitFor();
  await page.waitForTimeout(MAP_REST_MS);
}

async function hover(page: Page, selector: string, across: number, down: number): Promise<void> {
  const box = await page.locator(selector).boundingBox();
  if (box === null) throw new Error(`${selector} is not shown`);
  await page.mouse.move(box.x + box.width * across, box.y + box.height * down);
  await page.waitForTimeout(500);
}

/** Filled as a street's station on two servers would be. */
async function openSourceSettings(page: Page): Promise<void> {
  await page.getByRole('button', { name: '来源设置', exact: true }).click();
  const dialog = page.getByRole('dialog', { name: '来源设置' });
  await dialog.getByText('PostgreSQL').click();
  await dialog.getByLabel('服务器地址').fill('db1.example:5432, db2.example:5432');
  await dialog.getByLabel('用户名').fill('station_320106002');
  await dialog.getByLabel('辖区', { exact: true }).fill('320106002');
  await dialog.getByRole('option').first().waitFor();
  await page.keyboard.press('Enter');
  await dialog.getByLabel('口令').fill('a password');
}

async function openReport(page: Page): Promise<void> {
  await page.keyboard.press('Control+p');
  const dialog = page.getByRole('dialog', { name: '排查覆盖日报' });
  await dialog.getByLabel('区', { exact: true }).selectOption({ label: '鼓楼区' });
  await dialog.getByLabel('日期').fill('2026-11-23');
  await dialog.getByLabel('截止').fill('16:00');
  await dialog.locator('.report-sheet').first().waitFor();
  await dialog.getByRole('button', { name: '保存 PDF' }).click();
  await dialog.getByText('已保存').waitFor({ timeout: 120_000 });
  await dialog.locator('.report-sheet', { hasText: '编号' }).first().waitFor();
}

/** The dialog is never as high as a whole page: here it is. */
async function makeRoomForPage(page: Page): Promise<void> {
  await page.setViewportSize({ width: 1920, height: 1500 });
  await page.locator('.report-panel').evaluate((dialog) => {
    if (dialog instanceof HTMLElement) Object.assign(dialog.style, { blockSize: '1400px', maxBlockSize: 'none' });
  });
}

/** In the order in which one state leads to the next. */
export const MANUAL_PICTURES: readonly ManualPicture[] = [
  { name: 'console', prepare: (page) => page.waitForTimeout(MAP_REST_MS), part: null },
  { name: 'regions', prepare: numberRegions, part: null },
  { name: 'strip', prepare: removeNumbers, part: (page) => page.locator('.region-strip') },
  { name: 'layers', prepare: () => Promise.resolve(), part: (page) => page.locator('.layer-panel') },
  {
    name: 'coverage-settings',
    prepare: (page) => page.getByRole('button', { name: '设置图层 排查覆盖率' }).click(),
    part: (page) => page.locator('.layer-popover'),
  },
  {
    name: 'axis',
    prepare: async (page) => {
      await page.keyboard.press('Escape');
      await hover(page, '.day-plot', 0.42, 0.5);
    },
    part: (page) => page.locator('.region-axis'),
  },
  { name: 'map-middle', prepare: (page) => goTo(page, `${DISTRICT}?scope=today`), part: (page) => page.locator('#map-region') },
  {
    name: 'map-near',
    prepare: async (page) => {
      await goTo(page, `${DISTRICT}?map=118.76800,32.06600,14.20`);
      await hover(page, '#map-region', 0.5, 0.5);
    },
    part: (page) => page.locator('#map-region'),
  },
  { name: 'grid', prepare: drillDown, part: null },
  {
    name: 'rows',
    prepare: async (page) => {
      await page.keyboard.press('Alt+ArrowLeft');
      await page.locator('.region-strip [data-figure="coverage"] .figure-button').click();
      await page.locator('.rows-panel .data-row').first().waitFor();
    },
    part: (page) => page.locator('#detail-region'),
  },
  {
    name: 'palette',
    prepare: async (page) => {
      await page.keyboard.press('Escape');
      await page.keyboard.press('Control+k');
      await page.getByRole('combobox', { name: '命令面板' }).fill('lh');
      await page.locator('.palette-entry', { hasText: '六合区' }).first().waitFor();
    },
    part: (page) => page.locator('.palette'),
  },
  {
    name: 'replication',
    prepare: async (page) => {
      await page.keyboard.press('Escape');
      await page.locator('.strip-source').click();
      await page.locator('.lag-chart canvas').waitFor();
    },
    part: (page) => page.locator('.replication'),
  },
  { name: 'source-settings', prepare: openSourceSettings, part: (page) => page.locator('.source-settings') },
  {
    name: 'recovery-key',
    prepare: async (page) => {
      await page.keyboard.press('Escape');
      await new RecoveryKeySetUp(page).show();
    },
    part: (page) => new RecoveryKeySetUp(page).dialog,
  },
  {
    name: 'report',
    prepare: async (page) => {
      await page.keyboard.press('Escape');
      await openReport(page);
    },
    part: (page) => page.locator('.report-panel'),
  },
  {
    name: 'report-page',
    prepare: makeRoomForPage,
    part: (page) => page.locator('.report-sheet').first(),
  },
  ...PAST_PICTURES,
];
