import { homedir } from 'node:os';
import { resolve } from 'node:path';
import { parseArgs } from 'node:util';
import { type Language, LANGUAGES } from '../../shared/contract/daily-report.ts';
import { defaultDataFolder } from '../../shared/host/default-data-folder.ts';
import { HostFailedError } from '../../shared/host/host-failure.ts';

const PRESETS = ['small', 'city', 'full'] as const;

export interface HostOptions {
  readonly dataFolder: string;
  readonly preset: (typeof PRESETS)[number];
  readonly seed: number;
  readonly language: Language;
  /** How far the simulated city's clock is ahead of the real one (negative: behind), to look at any moment of its day. */
  readonly clockShiftMs: number;
  /** 0 lets the system choose. */
  readonly port: number;
  /** Started by the Electron window, which comes over the loopback with its own origin and prints by itself. */
  readonly isEmbedded: boolean;
}

const OPTIONS = {
  data: { type: 'string' },
  preset: { type: 'string', default: 'city' },
  seed: { type: 'string', default: '1' },
  lang: { type: 'string', default: 'zh-CN' },
  'clock-shift-ms': { type: 'string', default: '0' },
  port: { type: 'string', default: '0' },
  embedded: { type: 'boolean', default: false },
} as const;

function oneOf<Value extends string>(option: string, text: string, values: readonly Value[]): Value {
  const value = values.find((candidate) => candidate === text);
  if (value === undefined) throw new HostFailedError('invalid-option', { option, value: text, allowed: values.join(' ') });
  return value;
}

function wholeNumber(option: string, text: string, largest: number): number {
  const value = Number(text);
  if (/^\d+$/.test(text) && value <= largest) return value;
  throw new HostFailedError('invalid-option', { option, value: text, allowed: `0–${largest}` });
}

/** A hundred years: more than any demonstration needs, and still a date. */
const LARGEST_SHIFT_MS = 3_155_760_000_000;

function clockShift(text: string): number {
  return text.startsWith('-')
    ? -wholeNumber('--clock-shift-ms', text.slice(1), LARGEST_SHIFT_MS)
    : wholeNumber('--clock-shift-ms', text, LARGEST_SHIFT_MS);
}

/** `zh` and `en-GB` mean the language that is there. */
function languageOf(text: string): Language {
  const wanted = text.toLowerCase().split('-')[0];
  return oneOf('--lang', LANGUAGES.find((language) => language.toLowerCase().split('-')[0] === wanted) ?? text, LANGUAGES);
}

/** The language of messages about options that cannot be understood as a whole. */
export function askedLanguage(values: readonly string[]): Language {
  const at = values.indexOf('--lang');
  try {
    return languageOf(values[at + 1] ?? '');
  } catch {
    return 'zh-CN';
  }
}

/** @throws HostFailedError `invalid-option` */
export function parseHostOptions(values: readonly string[]): HostOptions {
  try {
    const { values: given } = parseArgs({ args: [...values], options: OPTIONS, strict: true });
    return {
      dataFolder: resolve(given.data ?? defaultDataFolder(process.platform, process.env, homedir())),
      preset: oneOf('--preset', given.preset, PRESETS),
      seed: wholeNumber('--seed', given.seed, 2 ** 31 - 1),
      language: languageOf(given.lang),
      clockShiftMs: clockShift(given['clock-shift-ms']),
      port: wholeNumber('--port', given.port, 65_535),
      isEmbedded: given.embedded,
    };
  } catch (error) {
    if (error instanceof HostFailedError) throw error;
    throw new HostFailedError('invalid-option', {
      option: values.join(' '),
      value: '',
      allowed: Object.keys(OPTIONS)
        .map((name) => `--${name}`)
        .join(' '),
    });
  }
}
