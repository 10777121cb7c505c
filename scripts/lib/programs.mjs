import { spawnSync } from 'node:child_process';
import { sayInEveryLanguage } from './messages.mjs';
import { findBrowser, findProgram, hasDisplay } from './runtimes.mjs';

const INSTALL_LIMIT_MS = 900_000;

/** What has no program of its own is looked up with Debian; elsewhere nobody can say, and tests that need it will. */
function isInstalledPackage(name) {
  const query = findProgram(['dpkg-query']);
  if (query === null) return true;
  return spawnSync(query, ['-W', '-f', '${Status}', name], { encoding: 'utf8' }).stdout === 'install ok installed';
}

/** Programs that tests need and npm does not bring, under the names of Debian's packages; messages.mjs says what each is for. */
const PROGRAMS = {
  'nats-server': () => findProgram(['nats-server']) !== null,
  chromium: () => findBrowser() !== null,
  xvfb: () => hasDisplay() || findProgram(['Xvfb']) !== null,
  'poppler-utils': () => findProgram(['pdftotext']) !== null,
  // A desktop has a keyring of its own, which tests do not meddle with.
  'gnome-keyring': () =>
    process.platform !== 'linux' || Boolean(process.env.XDG_CURRENT_DESKTOP) || findProgram(['gnome-keyring-daemon']) !== null,
  strace: () => process.platform !== 'linux' || findProgram(['strace']) !== null,
  'fonts-noto-cjk': () => isInstalledPackage('fonts-noto-cjk'),
  'ca-certificates': () => isInstalledPackage('ca-certificates'),
};

/** What comes before apt-get so that it may install; null where it may not, or where there is none. */
function rightToInstall() {
  if (findProgram(['apt-get']) === null) return null;
  if (process.getuid?.() === 0) return [];
  return spawnSync('sudo', ['-n', 'true'], { stdio: 'ignore' }).status === 0 ? ['sudo', '-n'] : null;
}

/** One after the other: what apt does not have keeps nothing else out. */
function installWithApt(right, names) {
  const [program, ...values] = [...right, 'env', 'DEBIAN_FRONTEND=noninteractive', 'apt-get', '-q'];
  const apt = (...more) => spawnSync(program, [...values, ...more], { stdio: 'ignore', timeout: INSTALL_LIMIT_MS });
  apt('update');
  for (const name of names) apt('install', '-y', '--no-install-recommends', name);
}

/** Says what tests go without, what each of it is for and how it is had. */
export function sayMissing(names) {
  for (const name of names) sayInEveryLanguage(`without.${name}`);
  if (names.length > 0) sayInEveryLanguage('installByHand', { names: names.join(' ') });
}

/**
 * Installs those programs that are not here, as far as apt has them and this account may install: root, or one whose sudo asks for no password.
 * Says what is missing after that and answers its names: tests that need it are skipped and say so.
 */
export function installPrograms(names = Object.keys(PROGRAMS)) {
  const missing = () => names.filter((name) => !PROGRAMS[name]());
  const wanted = missing();
  const right = wanted.length === 0 ? null : rightToInstall();
  if (right !== null) {
    sayInEveryLanguage('installingPrograms', { names: wanted.join(' ') });
    installWithApt(right, wanted);
  }
  const absent = missing();
  sayMissing(absent);
  return absent;
}
