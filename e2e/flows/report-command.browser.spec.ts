import { existsSync, mkdirSync, readdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { pino } from 'pino';
import { systemClock } from '../../electron/backend/clock.ts';
import { openReadingBackend } from '../../electron/backend/reading-backend.ts';
import { applicationFolders } from '../../electron/hosts/application-folders.ts';
import { localCaller } from '../../electron/hosts/callers.ts';
import { createToken, LoopbackAccess } from '../../electron/hosts/loopback/access.ts';
import { startLoopbackServer } from '../../electron/hosts/loopback/server.ts';
import { ChromiumPrinter } from '../../electron/hosts/print/chromium-printer.ts';
import { formatDay, HOUR_MS, startOfDay } from '../../shared/domain/time.ts';
import { serveClient } from '../../shared/rpc/serve.ts';
import { expect, test } from '../fixtures/application.ts';
import { CITY_MOMENT, CITY_TODAY } from '../fixtures/city-moment.ts';
import { ScriptProcess } from '../fixtures/host-process.ts';
import { readPdf } from '../fixtures/pdf.ts';
import { expectedFigures } from '../fixtures/report-figures.ts';
import { stationKeys } from '../fixtures/station-keys.ts';
import { ConsolePage } from '../page-objects/console-page.ts';

const DISTRICT = '320106';
const YESTERDAY = CITY_TODAY - 1;
const AS_OF_MS = startOfDay(YESTERDAY) + 18 * HOUR_MS;

const COMMAND = 'electron/hosts/report-command.ts';

/** Runs the command on a data folder and answers its exit status and what it said. */
async function report(dataFolder: string, values: readonly string[], environment: NodeJS.ProcessEnv = {}, script = COMMAND) {
  const command = new ScriptProcess([script, '--preset', 'small', '--data', dataFolder, ...values], environment);
  const status = await command.ended();
  return { status, said: command.lines.join('\n') };
}

function yesterdays(out: string): string[] {
  return ['--at', CITY_MOMENT, '--area', DISTRICT, '--date', formatDay(YESTERDAY), '--cutoff', '18:00', '--out', out];
}

test('prints a report whose figures are those of the tasks, as text, on A4 pages with repeated heads', async ({ folder }) => {
  const dataFolder = join(folder, 'data');
  const out = join(folder, 'report.pdf');
  const { status, said } = await report(dataFolder, yesterdays(out), {}, 'scripts/report.mjs');
  expect(said).toContain(`日报 GL-RB-${formatDay(YESTERDAY).replaceAll('-', '')}-01（鼓楼区`);
  expect(status).toBe(0);
  const pdf = readPdf(out);
  const expected = await expectedFigures(dataFolder, DISTRICT, YESTERDAY, AS_OF_MS);
  const [first = ''] = pdf.pages;
  const all = pdf.pages.join('\n');

  expect(first).toContain('鼓楼区排查覆盖日报');
  expect(first).toContain(expected.summary);
  for (const line of expected.children) expect(all).toContain(line);
  expect(first).toMatch(new RegExp(`应排查合计 ${expected.due} 100.0%`));
  expect(first).toContain(`数据截至 ${formatDay(YESTERDAY)} 18:00:00`);
  expect(first).toMatch(/校验 ([0-9A-F]{4} ?){4}/);

  expect(pdf.pages.length).toBeGreaterThan(1);
  pdf.pages.forEach((page, index) => expect(page).toMatch(new RegExp(`第 ?${index + 1} ?页 ?共 ?${pdf.pages.length} ?页`)));
  expect(pdf.pages.filter((page) => page.includes('填报：'))).toEqual([pdf.pages.at(-1)]);
  const gridPages = pdf.pages.filter((page) => /^\d+ \S+网格 /m.test(page));
  for (const page of gridPages) expect(page).toContain('序 网格 编码 所属 应排查 已核实 缺口 覆盖率 超时 较昨日');
  expect(pdf.withWatermark).toMatch(new RegExp(`\\S+ · \\d{4}-\\d{2}-\\d{2} \\d{2}:\\d{2} · 鼓楼区`));

  expect(pdf.imageCount).toBe(0);
  // One a weight, and a few subsets of the variable cut for signs that those lack; never the dozens that a variable font alone leaves.
  expect(pdf.fonts.length).toBeLessThanOrEqual(8);
  for (const font of pdf.fonts) expect(font).toEqual({ type: 'CID TrueType', isEmbedded: true });
  expect([pdf.isTagged, pdf.isA4]).toEqual([true, true]);
});

test('prints beside a running application without disturbing it, and in English', async ({ start, folder }) => {
  const application = await start();
  const { dataFolder, page, watch } = application;
  await new ConsolePage(page).filled();
  await expect(page.locator('.connection-strip')).not.toHaveAttribute('data-state', /./);
  const out = join(folder, 'beside.pdf');
  const { status, said } = await report(dataFolder, [...yesterdays(out), '--lang', 'en']);
  expect(said).toContain('was written to');
  expect(status).toBe(0);
  const [first = ''] = readPdf(out).pages;
  const { summary } = await expectedFigures(dataFolder, DISTRICT, YESTERDAY, AS_OF_MS);
  expect(first).toContain('鼓楼区 daily screening coverage report');
  expect(first).toContain(summary);
  await expect(page.locator('.connection-strip')).not.toHaveAttribute('data-state', /./);
  expect(watch.errors).toEqual([]);
});

test('freezes at a moment of the city’s clock, and reprints the number without freezing anew', async ({ folder }) => {
  const dataFolder = join(folder, 'data');
  const at = ['--at', '2026-03-18T16:30'];
  const [frozen, reprinted] = [join(folder, 'frozen.pdf'), join(folder, 'reprinted.pdf')];
  const first = await report(dataFolder, ['--area', DISTRICT, ...at, '--out', frozen]);
  expect([first.status, first.said]).toEqual([0, `日报 GL-RB-20260318-01（鼓楼区，2026-03-18 截至 18:00）已写入 ${frozen}。`]);
  const again = await report(dataFolder, ['--number', 'GL-RB-20260318-01', ...at, '--out', reprinted]);
  expect([again.status, again.said]).toEqual([0, first.said.replace(frozen, reprinted)]);
  expect(readPdf(frozen).pages.join('\n')).toContain('数据截至 2026-03-18 16:3');
  expect(readPdf(reprinted).pages).toEqual(readPdf(frozen).pages);
  const second = await report(dataFolder, ['--area', DISTRICT, ...at, '--out', frozen]);
  expect(second.said).toContain('GL-RB-20260318-02');
  const unknown = await report(dataFolder, ['--number', 'GL-RB-20260318-03', ...at, '--out', reprinted]);
  expect([unknown.status, unknown.said]).toEqual([2, '数据目录中没有编号为 GL-RB-20260318-03 的日报，请核对 --number 与 --data。']);
});

test('says in one line what is wrong with a request, and writes nothing', async ({ folder }) => {
  const dataFolder = join(folder, 'data');
  const out = join(folder, 'report.pdf');
  const on = (date: string): string[] => ['--at', CITY_MOMENT, '--area', DISTRICT, '--date', date, '--out', out];
  const cases: readonly (readonly [values: string[], status: number, says: RegExp])[] = [
    [['--area', '999999', '--out', out], 2, /没有编码为 999999 的市、区或街道/],
    [on('2026-02-30'), 2, /--date 不能取“2026-02-30”/],
    [on(formatDay(YESTERDAY + 2)), 2, /还没有到/],
    [on(formatDay(YESTERDAY - 300)), 2, /没有推送批次/],
    [[...on(formatDay(YESTERDAY)), '--cutoff', '25:00'], 2, /--cutoff/],
    [['--area', DISTRICT, '--at', '2026-03-18'], 2, /--at 不能取“2026-03-18”/],
    [['--number', 'GL-RB-20260318-01', '--area', DISTRICT], 2, /--number 不能取/],
    [['--area', DISTRICT, '--out', join(folder, 'missing', 'report.pdf')], 1, /无法写入/],
  ];
  for (const [values, status, says] of cases) {
    const result = await report(dataFolder, values);
    expect([result.status, result.said.split('\n').length]).toEqual([status, 1]);
    expect(result.said).toMatch(says);
  }
  const withoutBrowser = await report(dataFolder, on(formatDay(YESTERDAY)), { COMMAND_CENTER_BROWSER: join(folder, 'no-browser') });
  expect(withoutBrowser.status).toBe(1);
  expect(withoutBrowser.said).toMatch(/没有可用的 Chromium/);
  expect(existsSync(out)).toBe(false);
  expect(readdirSync(folder).filter((name) => name.endsWith('.part'))).toEqual([]);
});

test('refuses to print a report whose map cannot be drawn', async ({ folder }) => {
  const dataFolder = join(folder, 'data');
  const { said } = await report(dataFolder, yesterdays(join(folder, 'report.pdf')));
  const number = /GL-RB-\d{8}-\d{2}/.exec(said)?.[0] ?? '';
  const damagedCity = join(folder, 'city');
  mkdirSync(damagedCity);
  writeFileSync(join(damagedCity, 'city.bin'), 'not a city');
  const folders = { ...applicationFolders(), city: damagedCity };
  const backend = await openReadingBackend({
    dataFolder,
    cityFolder: applicationFolders().city,
    clock: systemClock,
    printer: null,
    keys: await stationKeys(dataFolder),
    log: pino({ level: 'silent' }),
  });
  const access = new LoopbackAccess(createToken(), Date.now);
  const server = await startLoopbackServer({
    folders,
    access,
    port: 0,
    otherOrigins: [],
    onClient: (channel, face) => void serveClient(channel, backend.served, localCaller(face)),
  });
  try {
    const printer = new ChromiumPrinter(server.origin, () => access.issueTicket('report'));
    await expect(printer.print({ document: 'report', number, language: 'zh-CN' })).rejects.toMatchObject({ code: 'map-not-drawable' });
    await expect(printer.print({ document: 'report', number: 'GL-RB-20200101-01', language: 'zh-CN' })).rejects.toMatchObject({
      code: 'unknown-report',
    });
  } finally {
    await server.close();
    await backend.close();
  }
});
