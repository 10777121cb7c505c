import type { Locator, Page } from '@playwright/test';

/** The time axis and the marks of what is past, as their user meets them. */
export class TimeAxis {
  readonly page: Page;
  readonly controls: Locator;
  /** The drawing of the day, a slider over its minutes. */
  readonly slider: Locator;
  readonly speed: Locator;
  readonly loop: Locator;
  /** In the map's corner. */
  readonly mapMark: Locator;
  readonly stripMark: Locator;
  readonly detailMark: Locator;

  constructor(page: Page) {
    this.page = page;
    this.controls = page.locator('.time-controls');
    this.slider = page.locator('.day-plot');
    this.speed = this.controls.getByRole('combobox', { name: '播放速度' });
    this.loop = this.controls.getByRole('button', { name: '循环播放当日' });
    this.mapMark = page.locator('.map-moment');
    this.stripMark = page.locator('.strip-moment');
    this.detailMark = page.locator('.past-line');
  }

  /** Types a moment as text and goes there. */
  async type(text: string): Promise<void> {
    await this.page.keyboard.press('Alt+t');
    await this.controls.locator('input').fill(text);
    await this.page.keyboard.press('Enter');
  }

  async play(): Promise<void> {
    await this.controls.locator('.time-play').click();
  }

  async backToNow(): Promise<void> {
    await this.controls.locator('.time-now').click();
  }
}
