import { expect, type Locator, type Page } from '@playwright/test';

/** A place on the map's region, 0…1 from its left and top. */
type Spot = readonly [x: number, y: number];

/** Picking grids on the map, and the panel that tells of them. */
export class PickedGrids {
  readonly panel: Locator;
  readonly #page: Page;

  constructor(page: Page) {
    this.#page = page;
    this.panel = page.locator('.picked-panel');
  }

  async tool(name: string): Promise<void> {
    await this.#page.getByRole('button', { name, exact: true }).click();
  }

  async click(spot: Spot): Promise<void> {
    const at = await this.#placing();
    await this.#page.mouse.click(...at(spot));
  }

  async drag(from: Spot, through: readonly Spot[]): Promise<void> {
    const at = await this.#placing();
    await this.#page.mouse.move(...at(from));
    await this.#page.mouse.down();
    for (const spot of through) await this.#page.mouse.move(...at(spot), { steps: 6 });
    await this.#page.mouse.up();
  }

  async openFilter(): Promise<Locator> {
    await this.tool('按数值筛选');
    const form = this.#page.locator('.metric-filter');
    await form.waitFor();
    return form;
  }

  async filter(text: string): Promise<void> {
    const form = await this.openFilter();
    await form.getByRole('textbox').fill(text);
    await form.getByRole('button', { name: '选中' }).click();
    await this.panel.waitFor();
  }

  /** How many the panel says are picked. */
  async count(): Promise<number> {
    await expect(this.panel).toHaveCount(1);
    return Number((await this.figure('picked-grids')).replaceAll(/\D/g, ''));
  }

  async figure(name: string): Promise<string> {
    return (await this.panel.locator(`[data-figure="${name}"]`).textContent()) ?? '';
  }

  /** Where a spot of the map lies in the window. */
  async #placing(): Promise<(spot: Spot) => [x: number, y: number]> {
    const box = await this.#page.locator('#map-region').boundingBox();
    if (box === null) throw new Error('no map');
    return ([x, y]) => [box.x + x * box.width, box.y + y * box.height];
  }
}
