import { homedir } from 'node:os';
import { resolve } from 'node:path';
import type { Language } from '../../shared/contract/daily-report.ts';
import { defaultDataFolder } from '../../shared/host/default-data-folder.ts';
import { LOG_LEVELS, type LogLevel } from '../backend/log/log-options.ts';
import { languageOf, oneOf, strictValues, wholeNumber } from './option-values.ts';
import { parseSourceOptions, type SourceOptions } from './source-options.ts';

const PRESETS = ['small', 'city', 'full'] as const;

export interface HostOptions {
  readonly dataFolder: string;
  readonly preset: (typeof PRESETS)[number];
  readonly seed: number;
  /** A city platform; null for the simulated city. */
  readonly source: SourceOptions | null;
  readonly language: Language;
  /** How far the simulated city's clock is ahead of the real one (negative: behind), to look at any moment of its day. */
  readonly clockShiftMs: number;
  readonly logLevel: LogLevel;
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
  'log-level': { type: 'string', default: 'info' },
  embedded: { type: 'boolean', default: false },
  source: { type: 'string' },
  area: { type: 'string' },
  'source-password-file': { type: 'string' },
  'source-credentials-file': { type: 'string' },
  'source-key-file': { type: 'string' },
  station: { type: 'string' },
} as const;

/** A hundred years: more than any demonstration needs, and still a date. */
const LARGEST_SHIFT_MS = 3_155_760_000_000;

function clockShift(text: string): number {
  return text.startsWith('-')
    ? -wholeNumber('--clock-shift-ms', text.slice(1), LARGEST_SHIFT_MS)
    : wholeNumber('--clock-shift-ms', text, LARGEST_SHIFT_MS);
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
  const given = strictValues(values, OPTIONS);
  return {
    dataFolder: resolve(given.data ?? defaultDataFolder(process.platform, process.env, homedir())),
    preset: oneOf('--preset', given.preset, PRESETS),
    seed: wholeNumber('--seed', given.seed, 2 ** 31 - 1),
    source: parseSourceOptions(given),
    language: languageOf(given.lang),
    clockShiftMs: clockShift(given['clock-shift-ms']),
    logLevel: oneOf('--log-level', given['log-level'], LOG_LEVELS),
    port: wholeNumber('--port', given.port, 65_535),
    isEmbedded: given.embedded,
  };
}
