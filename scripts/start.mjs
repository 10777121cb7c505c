// npm start: installs and builds what is missing, then opens the command center in the best window that this machine has.
//   --host electron|browser|serve   --preset small|city|full   --data <folder>   --lang zh|en   --port <number>   --seed <number>   --at 2026-11-23T16:30
//   --source postgres://user@host:5432/database --area <code>   --source-password-file <file>   --station <eight hexadecimal digits>
//   --source nats://host:4222,host2:4222 --area <code>   --source-credentials-file <file>
//   --source file:<folder or file> --area <code>   --source-key-file <public key>   --log-level info|debug
import { spawn } from 'node:child_process';
import { join } from 'node:path';
import { parseArgs } from 'node:util';
import { build } from './lib/build.mjs';
import { install } from './lib/install.mjs';
import { createSay, languageOf, message } from './lib/messages.mjs';
import { applicationEnvironment, root } from './lib/places.mjs';
import { DEBUGGING_PIPE, reloadCrashedPages } from './lib/reload-crashed-pages.mjs';
import { chromiumSwitches, findBrowser, findOrFetchElectron, hasDisplay, profileSwitches } from './lib/runtimes.mjs';
import { superviseHost } from './lib/supervise-host.mjs';
import { withoutCoreDumps } from './lib/without-core-dumps.mjs';

const OPTIONS = {
  host: { type: 'string' },
  preset: { type: 'string' },
  data: { type: 'string' },
  lang: { type: 'string' },
  port: { type: 'string' },
  seed: { type: 'string' },
  at: { type: 'string' },
  source: { type: 'string' },
  area: { type: 'string' },
  'source-password-file': { type: 'string' },
  'source-credentials-file': { type: 'string' },
  'source-key-file': { type: 'string' },
  station: { type: 'string' },
  'log-level': { type: 'string' },
};

/** Those that the host takes as they come. */
const HOST_OPTIONS = [
  'preset',
  'data',
  'seed',
  'port',
  'source',
  'area',
  'source-password-file',
  'source-credentials-file',
  'source-key-file',
  'station',
  'log-level',
];

function readOptions() {
  try {
    return { values: parseArgs({ options: OPTIONS, strict: true }).values, problem: null };
  } catch (error) {
    return { values: {}, problem: error.message };
  }
}

/** Which window to open and why: `{ host, reason, electron?, browser?, problem? }`. `problem` and `reason` are keys of the catalogue. */
function chooseHost(asked) {
  if (asked === 'serve') return { host: 'serve', reason: 'asked' };
  if (!hasDisplay()) return asked === undefined ? { host: 'serve', reason: 'noDisplay' } : { problem: 'displayMissing' };
  const electron = asked === 'browser' ? null : findOrFetchElectron();
  if (electron !== null) return { host: 'electron', reason: asked === 'electron' ? 'asked' : 'electronAndDisplay', electron };
  if (asked === 'electron') return { problem: 'electronMissing' };
  const browser = findBrowser();
  if (browser !== null) return { host: 'browser', reason: asked === 'browser' ? 'asked' : 'noElectron', browser };
  return asked === 'browser' ? { problem: 'browserMissing' } : { host: 'serve', reason: 'noBrowser' };
}

/** How far the city's clock has to be moved so that it shows `at`, civil time of the city, now; NaN when that is no moment. */
function clockShiftMs(at) {
  return /^\d{4}-\d{2}-\d{2}T\d{2}:\d{2}$/.test(at) ? Date.parse(`${at}:00+08:00`) - Date.now() : Number.NaN;
}

/** The host's options as they came, with the language in its full name. */
function hostValues(values, language) {
  const given = HOST_OPTIONS.filter((name) => values[name] !== undefined);
  const shift = values.at === undefined ? [] : [`--clock-shift-ms=${clockShiftMs(values.at)}`];
  return [...given.flatMap((name) => [`--${name}`, values[name]]), ...shift, '--lang', language];
}

function openElectron(electron, values, finish) {
  const window = spawn(...withoutCoreDumps(electron, [...chromiumSwitches(), root, ...values]), {
    cwd: root,
    stdio: 'inherit',
    env: applicationEnvironment(),
  });
  window.once('exit', (status) => finish(status ?? 0));
  return () => window.kill('SIGTERM');
}

function openBrowser(browser, listening, language) {
  const profile = join(listening.dataFolder, 'browser-profile');
  const address = `${listening.origin}/?lang=${language}#key=${listening.ticket}`;
  const own = [DEBUGGING_PIPE.switch, `--app=${address}`, '--window-size=1600,900'];
  const switches = [...chromiumSwitches(), ...profileSwitches(profile), ...own];
  const window = spawn(...withoutCoreDumps(browser.path, switches), { stdio: DEBUGGING_PIPE.stdio });
  if (window.pid !== undefined) reloadCrashedPages(window);
  return window;
}

function openLoopback(choice, values, language, say, finish) {
  const host = superviseHost(values, say, (listening) => {
    if (choice.host === 'serve') {
      say('address', { address: `${listening.origin}/?lang=${language}#key=${listening.token}` });
      return say('wallAddress', { address: `${listening.origin}/wall.html?lang=${language}#key=${listening.wallToken}` });
    }
    const window = openBrowser(choice.browser, listening, language);
    window.once('exit', () => host.stop());
    window.once('error', () => host.stop());
    void host.ended.then(() => window.kill());
  });
  void host.ended.then(finish);
  return () => host.stop();
}

async function main() {
  const { values, problem } = readOptions();
  const language = languageOf(values.lang);
  const say = createSay(language);
  if (problem !== null) return say('unknownOption', { reason: problem }) ?? 1;
  if (values.host !== undefined && !['electron', 'browser', 'serve'].includes(values.host)) return say('unknownHost') ?? 1;
  if (values.at !== undefined && Number.isNaN(clockShiftMs(values.at))) return say('unknownMoment') ?? 1;
  if (!((await install(say)) && (await build(say)))) return say('setupFailed') ?? 1;
  const choice = chooseHost(values.host);
  if (choice.problem !== undefined) return say(choice.problem) ?? 1;
  const line = { electron: 'electronWindow', browser: 'browserWindow', serve: 'serve' }[choice.host];
  say(line, { reason: message(language, choice.reason), browser: choice.browser?.name });
  return new Promise((finish) => {
    const hostArguments = hostValues(values, language);
    const stop =
      choice.host === 'electron'
        ? openElectron(choice.electron, hostArguments, finish)
        : openLoopback(choice, hostArguments, language, say, finish);
    process.once('SIGINT', stop);
    process.once('SIGTERM', stop);
  });
}

process.exitCode = await main();
