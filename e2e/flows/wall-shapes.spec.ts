import { WALL_LIMITS, WALL_SCENE_KINDS } from '../../shared/contract/wall.ts';
import { expect, type RunningApplication, test } from '../fixtures/application.ts';
import { unreadable } from '../fixtures/wall-room.ts';
import { openWall } from '../fixtures/wall-window.ts';
import { ConsultationConsole } from '../page-objects/consultation.ts';
import { ConsolePage } from '../page-objects/console-page.ts';
import { WallDialogPage } from '../page-objects/wall-dialog.ts';
import { WallPage } from '../page-objects/wall-page.ts';

// Two windows on a machine that draws in software, one of them as large as eight.
test.describe.configure({ timeout: 240_000 });

/** A sharp display, and two of them side by side. */
const MULTIPLES = [
  [3840, 2160],
  [7680, 2160],
] as const;
/** One display, a wall of LED tiles, a display on its end. */
const TIGHTEST = [
  [1920, 1080],
  [6656, 1792],
  [1080, 1920],
] as const;

const LONGEST_LINES = Array.from({ length: WALL_LIMITS.lines }, (_, line) =>
  `${line + 1}、`.padEnd(WALL_LIMITS.line, '重点网格复核清单'),
).join('\n');
const BOOKMARK = '鼓楼区早会后重点网格复核情况';
const LONGEST_TITLE = '今日疫情防控排查工作会商'.padEnd(WALL_LIMITS.title, '及重点网格复核安排');

/** In Chinese, and in the longer words of English where a wall's address says the language. */
async function openWalls(application: RunningApplication): Promise<readonly WallPage[]> {
  const chinese = new WallPage(await openWall(application));
  await chinese.shown();
  if (application.electron !== null) return [chinese];
  const english = new WallPage(await openWall(application));
  await english.page.goto(new URL('/wall.html?lang=en', application.wallAddress).href);
  await english.shown();
  return [chinese, english];
}

test('can be read in every shape of display, whatever it shows', async ({ start }) => {
  // A small console, which draws little beside.
  const application = await start({ width: 1280, height: 720 });
  const { page } = application;
  await new ConsolePage(page).filled();
  const walls = await openWalls(application);
  const expectReadable = async (what: string, shown: (wall: WallPage) => Promise<void>): Promise<void> => {
    for (const [index, wall] of walls.entries()) {
      await shown(wall);
      for (const [width, height] of index === 0 && application.electron === null ? [...MULTIPLES, ...TIGHTEST] : TIGHTEST) {
        await wall.resize({ width, height });
        const message = `${what}, ${width} × ${height}, wall ${index}`;
        await expect.poll(() => unreadable(wall.page), { message, intervals: [100, 200, 300] }).toEqual([]);
      }
    }
  };

  const dialog = new WallDialogPage(page);
  await dialog.open();
  for (const kind of WALL_SCENE_KINDS) {
    await dialog.show(kind);
    await expectReadable(kind, ({ scene }) => expect(scene).toHaveAttribute('data-scene', kind));
  }
  await dialog.add('board');
  await dialog.writeBoard(LONGEST_TITLE, LONGEST_LINES);
  await dialog.showTitled(LONGEST_TITLE);
  await expectReadable('a full board', ({ page: shown }) => expect(shown.locator('.wall-board')).toContainText(LONGEST_TITLE));
  await dialog.close();

  const consultation = new ConsultationConsole(page);
  await consultation.keepBookmark(BOOKMARK);
  await page.keyboard.press('Control+Shift+F');
  await expect(consultation.bar).toContainText('大屏定格于');
  await consultation.choose('文字');
  await consultation.label(0, 0, '先查三号楼');
  await consultation.chooseSteps([BOOKMARK]);
  await consultation.bar.getByRole('button', { name: '下一步' }).click();
  await expectReadable('a frozen picture', async ({ page: shown }) => {
    await expect(shown.locator('.wall-frozen-mark')).toContainText(BOOKMARK);
    await expect(shown.locator('.annotation')).toHaveCount(1);
  });
  const wake = application.pauseBackend();
  try {
    await expectReadable('a frozen picture without its backend', ({ age }) => expect(age).toBeVisible());
  } finally {
    wake();
  }
});
