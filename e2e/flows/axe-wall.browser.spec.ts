// The same page in both hosts: axe looks at it in one.
import { expect, type RunningApplication, test } from '../fixtures/application.ts';
import { holdLine } from '../fixtures/held-line.ts';
import { violations } from '../fixtures/violations.ts';
import { shownWall } from '../fixtures/wall-window.ts';
import { ConsolePage } from '../page-objects/console-page.ts';
import { ConsultationConsole } from '../page-objects/consultation.ts';
import type { WallPage } from '../page-objects/wall-page.ts';

async function opened(application: RunningApplication): Promise<WallPage> {
  const wall = await shownWall(application);
  // A scene that is fading in has colours of its own.
  await wall.page.emulateMedia({ reducedMotion: 'reduce' });
  return wall;
}

test('has no accessibility violation in any scene of the wall, frozen, of old data, and in the quiet hours', async ({ start }) => {
  test.slow();
  const application = await start();
  const wall = await opened(application);
  const { page } = application;
  const expectNone = async (what: string): Promise<void> => expect(await violations(wall.page), what).toEqual([]);
  await new ConsolePage(page).command('大屏：显示器');
  const dialog = page.getByRole('dialog', { name: '大屏' });
  await dialog.getByRole('combobox', { name: '选择街道' }).selectOption({ label: '宁海路街道' });
  for (const kind of ['overview', 'area', 'alerts', 'race', 'day', 'board']) {
    await dialog.locator(`.wall-preset[data-kind="${kind}"]`).getByText('立即显示').click();
    await expect(wall.scene).toHaveAttribute('data-scene', kind);
    await expectNone(kind);
  }
  await page.keyboard.press('Escape');

  const consultation = new ConsultationConsole(page);
  await page.keyboard.press('Control+Shift+F');
  await expect(wall.scene).toHaveAttribute('data-frozen', 'true', { timeout: 60_000 });
  await consultation.choose('文字');
  await consultation.label(-60, 80, '先查三号楼');
  await expect(wall.page.locator('.annotation')).toHaveCount(1);
  await consultation.choose('激光笔');
  await consultation.moveTo(-120, 0);
  await wall.page.locator('.wall-laser').waitFor();
  await expectNone('frozen');
  await consultation.bar.getByRole('button', { name: '结束会商' }).click();
  await expect(wall.scene).toHaveAttribute('data-frozen', 'false');

  await new ConsolePage(page).command('大屏：显示器');
  await dialog.getByLabel('静默时段').check();
  await dialog.getByLabel(/静默时段.*：从/).fill('00:00');
  await dialog.getByLabel(/静默时段.*：到/).fill('00:00');
  await dialog.getByRole('button', { name: '保存并应用到所有大屏' }).click();
  await wall.page.locator('.wall-quiet').waitFor();
  await expectNone('quiet hours');
});

test('has no accessibility violation on a wall that waits for its backend, and on one whose backend went away', async ({ start }) => {
  test.slow();
  const wall = await opened(await start());
  const lead = await holdLine(wall.page, 'wall');
  await wall.page.reload();
  await wall.shown();
  await lead('cut');
  await wall.age.waitFor();
  expect(await violations(wall.page)).toEqual([]);
  await wall.page.reload();
  await wall.page.locator('.wall-waiting').waitFor();
  expect(await violations(wall.page)).toEqual([]);
});
