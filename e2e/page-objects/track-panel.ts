import type { Locator, Page } from '@playwright/test';

/** The ways of workers among the details: the reason that is asked for, and what was opened. */
export class TrackPanel {
  readonly panel: Locator;
  /** Asks for the track of the first in the list of workers. */
  readonly ofFirstWorker: Locator;
  readonly title: Locator;
  readonly reason: Locator;
  readonly submit: Locator;
  readonly entries: Locator;
  readonly print: Locator;
  readonly printReason: Locator;
  readonly printSubmit: Locator;
  /** In the list of layers; there while tracks are on the map. */
  readonly layerCard: Locator;

  constructor(page: Page) {
    this.panel = page.locator('.tracks-panel');
    this.ofFirstWorker = page
      .locator('.rows-panel')
      .getByRole('button', { name: /^查看轨迹：/ })
      .first();
    this.title = this.panel.locator('.detail-title');
    this.reason = this.panel.getByRole('textbox', { name: '查看理由' });
    this.submit = this.panel.getByRole('button', { name: '查看轨迹', exact: true });
    this.entries = this.panel.locator('.track-entry');
    this.print = this.panel.getByRole('button', { name: '打印凭证' });
    this.printReason = this.panel.getByRole('textbox', { name: '打印理由' });
    this.printSubmit = this.panel.getByRole('button', { name: '导出凭证 PDF' });
    this.layerCard = page.locator('.layer-card[data-layer="tracks"]');
  }

  figure(name: string): Locator {
    return this.panel.locator(`[data-figure="${name}"] .tile-figure`);
  }

  async close(): Promise<void> {
    await this.panel.getByRole('button', { name: '关闭轨迹' }).click();
  }
}
