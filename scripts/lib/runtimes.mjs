import { spawnSync } from 'node:child_process';
import { accessSync, constants, existsSync, readdirSync, readFileSync, statSync, writeFileSync } from 'node:fs';
import { homedir } from 'node:os';
import { delimiter, join } from 'node:path';
import { applicationNode, modulesFolder } from './places.mjs';

const DOWNLOAD_LIMIT_MS = 120_000;
const RETRY_DOWNLOAD_MS = 24 * 3_600_000;
const electronPackage = join(modulesFolder, 'electron');
const unreachableStamp = join(modulesFolder, '.command-center-no-electron');

function isExecutable(path) {
  try {
    accessSync(path, constants.X_OK);
    return statSync(path).isFile();
  } catch {
    return false;
  }
}

/** Debian puts servers where not every PATH looks. */
const MORE_FOLDERS = process.platform === 'win32' ? [] : ['/usr/sbin', '/usr/local/bin'];

/** The first program of one of these names, or null. */
export function findProgram(names) {
  const folders = [...(process.env.PATH ?? '').split(delimiter), ...MORE_FOLDERS];
  return folders.flatMap((folder) => names.map((name) => join(folder, name))).find(isExecutable) ?? null;
}

function electronIn(folder) {
  const inside = { win32: 'electron.exe', darwin: 'Electron.app/Contents/MacOS/Electron' }[process.platform] ?? 'electron';
  const path = join(folder, inside);
  return isExecutable(path) ? path : null;
}

/** A runtime that tests put into the user's cache where the release host cannot be reached. */
function cachedElectron() {
  const cache = process.env.XDG_CACHE_HOME ?? join(homedir(), '.cache');
  if (!existsSync(cache)) return null;
  const names = readdirSync(cache).filter((name) => name.startsWith('electron-runtime-'));
  return (
    names
      .sort()
      .map((name) => electronIn(join(cache, name)))
      .findLast((path) => path !== null) ?? null
  );
}

/** The Electron program that is there, or null. */
export function findElectron() {
  const override = process.env.ELECTRON_OVERRIDE_DIST_PATH;
  if (override) return electronIn(override);
  return electronIn(join(electronPackage, 'dist')) ?? cachedElectron();
}

/** Where the backend's hosts find an Electron, through which they reach the system's keychain. */
export function electronVariable() {
  const electron = process.env.COMMAND_CENTER_ELECTRON || findElectron();
  return electron ? { COMMAND_CENTER_ELECTRON: electron } : {};
}

function wasUnreachableLately() {
  return existsSync(unreachableStamp) && Date.now() - Number(readFileSync(unreachableStamp, 'utf8')) < RETRY_DOWNLOAD_MS;
}

/** The Electron program, fetched by its package's own installer when it is not there; a failed attempt is not repeated for a day. */
export function findOrFetchElectron() {
  const found = findElectron();
  if (found !== null || wasUnreachableLately()) return found;
  spawnSync(applicationNode(), [join(electronPackage, 'install.js')], { stdio: 'ignore', timeout: DOWNLOAD_LIMIT_MS });
  const fetched = findElectron();
  if (fetched === null) writeFileSync(unreachableStamp, String(Date.now()));
  return fetched;
}

/** Whether windows can be opened here. */
export function hasDisplay() {
  if (process.platform !== 'linux') return true;
  if (process.env.WAYLAND_DISPLAY) return true;
  const display = /^(?:unix)?:(\d+)/.exec(process.env.DISPLAY ?? '');
  return display === null ? Boolean(process.env.DISPLAY) : existsSync(`/tmp/.X11-unix/X${display[1]}`);
}

const BROWSERS = [
  {
    name: 'Chromium',
    programs: ['chromium', 'chromium-browser'],
    places: ['Chromium.app/Contents/MacOS/Chromium', 'Chromium/Application/chrome.exe'],
  },
  {
    name: 'Chrome',
    programs: ['google-chrome-stable', 'google-chrome'],
    places: ['Google Chrome.app/Contents/MacOS/Google Chrome', 'Google/Chrome/Application/chrome.exe'],
  },
  {
    name: 'Edge',
    programs: ['microsoft-edge-stable', 'microsoft-edge'],
    places: ['Microsoft Edge.app/Contents/MacOS/Microsoft Edge', 'Microsoft/Edge/Application/msedge.exe'],
  },
];

function installedPlaces({ places }) {
  const roots = [
    process.env.PROGRAMFILES,
    process.env['PROGRAMFILES(X86)'],
    process.env.LOCALAPPDATA,
    process.platform === 'darwin' ? '/Applications' : undefined,
  ];
  return roots.filter(Boolean).flatMap((folder) => places.map((place) => join(folder, place)));
}

/** A Chromium, Chrome or Edge of this machine as `{ name, path }`, or null. COMMAND_CENTER_BROWSER names another one. */
export function findBrowser() {
  const own = process.env.COMMAND_CENTER_BROWSER;
  if (own) return isExecutable(own) ? { name: 'Chromium', path: own } : null;
  for (const browser of BROWSERS) {
    const path = findProgram(browser.programs) ?? installedPlaces(browser).find(isExecutable);
    if (path) return { name: browser.name, path };
  }
  return null;
}

/**
 * Without a GPU the map's WebGL is drawn by SwiftShader, when Chromium is told so; the page around it is not to go the same way, which costs
 * three times the CPU of putting it together in plain memory. electron/main/main.ts says the same to Electron.
 */
const SOFTWARE_DRAWING = ['--use-angle=swiftshader', '--enable-unsafe-swiftshader', '--disable-gpu-compositing'];

/** Switches that a Chromium needs on this machine: root may not use its sandbox, and a machine without a GPU draws in software. */
export function chromiumSwitches() {
  const switches = process.getuid?.() === 0 ? ['--no-sandbox'] : [];
  return process.platform === 'linux' && !existsSync('/dev/dri') ? [...switches, ...SOFTWARE_DRAWING] : switches;
}

/** A profile of our own that asks nothing, keeps no crash reports (they hold pieces of memory) and sends none. */
export function profileSwitches(profile) {
  return [
    `--user-data-dir=${profile}`,
    '--no-first-run',
    '--no-default-browser-check',
    '--disable-breakpad',
    '--disable-crash-reporter',
    '--disable-sync',
    '--disable-background-networking',
  ];
}

/** Whether this Electron is the one of the installed package, in its own version. */
export function isOwnElectron(program) {
  return program.startsWith(join(electronPackage, 'dist'));
}

/** The folder of an Electron's distribution. */
export function runtimeFolder(program) {
  return process.platform === 'darwin' ? join(program, '..', '..', '..', '..') : join(program, '..');
}
