import { homedir } from 'node:os';
import { join, resolve } from 'node:path';
import { type Language, LANGUAGES } from '../../shared/contract/daily-report.ts';
import { defaultDataFolder } from '../../shared/host/default-data-folder.ts';

const HOST_OPTIONS = [
  'data',
  'preset',
  'seed',
  'clock-shift-ms',
  'lang',
  'source',
  'area',
  'source-password-file',
  'source-credentials-file',
  'source-key-file',
  'station',
  'log-level',
] as const;

export interface StartOptions {
  readonly dataFolder: string;
  /** Electron's own files (window state, caches): beside the data, so that one data folder is one instance. */
  readonly windowFolder: string;
  readonly language: Language;
  /** The options as the backend's host takes them; it checks them. */
  readonly hostArguments: readonly string[];
}

/** `--name value` or `--name=value`. */
function givenOption(values: readonly string[], name: string): string | undefined {
  const at = values.findIndex((value) => value === `--${name}` || value.startsWith(`--${name}=`));
  const found = values[at];
  if (found === undefined) return undefined;
  return found.includes('=') ? found.slice(found.indexOf('=') + 1) : values[at + 1];
}

/** The system's language when the command line names none: Chinese unless the system speaks English. */
function languageOf(given: string | undefined, systemLocale: string): Language {
  const wanted = (given ?? (systemLocale.startsWith('en') ? 'en' : 'zh-CN')).toLowerCase();
  return LANGUAGES.find((language) => language.toLowerCase().startsWith(wanted.slice(0, 2))) ?? 'zh-CN';
}

/** Reads what the application was started with. Chromium's own switches stand between ours and are passed over. */
export function readStartOptions(values: readonly string[], systemLocale: string): StartOptions {
  const dataFolder = resolve(givenOption(values, 'data') ?? defaultDataFolder(process.platform, process.env, homedir()));
  const language = languageOf(givenOption(values, 'lang'), systemLocale);
  const others = HOST_OPTIONS.filter((name) => name !== 'data' && name !== 'lang').flatMap((name) => {
    const value = givenOption(values, name);
    return value === undefined ? [] : [`--${name}=${value}`];
  });
  return {
    dataFolder,
    windowFolder: join(dataFolder, 'window'),
    language,
    hostArguments: ['--data', dataFolder, '--lang', language, ...others],
  };
}
