import type { Page } from '@playwright/test';
import { ConsultationConsole } from '../page-objects/consultation.ts';
import { DrillDown } from '../page-objects/drill-down.ts';
import { SecondMap } from '../page-objects/second-map.ts';
import { TimeAxis } from '../page-objects/time-axis.ts';
import { TrackPanel } from '../page-objects/track-panel.ts';
import { SIZE } from './manual-host.ts';
import { goTo, type ManualPicture, MAP_REST_MS } from './manual-picture.ts';

const REASON = '核对 3 幢上门时间';

async function lookBack(page: Page): Promise<void> {
  await page.setViewportSize(SIZE);
  await page.keyboard.press('Escape');
  await goTo(page, '320106?scope=today');
  const axis = new TimeAxis(page);
  await axis.type('11-22 14:05');
  await axis.stripMark.filter({ hasText: '14:05' }).waitFor();
  await page.waitForTimeout(MAP_REST_MS);
}

async function openTrack(page: Page): Promise<void> {
  await new DrillDown(page).strip('workers').click();
  const tracks = new TrackPanel(page);
  await tracks.ofFirstWorker.click();
  await tracks.reason.fill(REASON);
  await tracks.submit.click();
  await tracks.entries.first().waitFor();
  await page.waitForTimeout(MAP_REST_MS);
}

async function setMapsSideBySide(page: Page): Promise<void> {
  await new TrackPanel(page).close();
  await page.keyboard.press('Escape');
  await new TimeAxis(page).backToNow();
  await goTo(page, '320106?scope=today');
  const maps = new SecondMap(page);
  await maps.button.click();
  await maps.drawn();
  await maps.type('11-22 16:41');
  await maps.second.moment.filter({ hasText: '16:41' }).waitFor();
  await page.waitForTimeout(MAP_REST_MS);
}

async function consult(page: Page): Promise<void> {
  await new SecondMap(page).button.click();
  await page.keyboard.press('Control+Shift+F');
  const consultation = new ConsultationConsole(page);
  await consultation.bar.waitFor();
  await consultation.choose('箭头');
  await consultation.drag([-220, -120], [-60, -20]);
  await consultation.choose('文字');
  await consultation.label(-330, -150, '今晚 18:00 前复核');
  // A map that is pointed at says what lies there.
  await page.mouse.move(10, 10);
  await page.waitForTimeout(MAP_REST_MS);
}

/** What is done with the map of another time, and before an audience; after MANUAL_PICTURES. */
export const PAST_PICTURES: readonly ManualPicture[] = [
  { name: 'looking-back', prepare: lookBack, part: null },
  { name: 'track', prepare: openTrack, part: null },
  { name: 'two-maps', prepare: setMapsSideBySide, part: (page) => page.locator('#map-region') },
  { name: 'consultation', prepare: consult, part: (page) => page.locator('#map-region') },
];
