import { homedir, userInfo } from 'node:os';
import { resolve } from 'node:path';
import type { Language } from '../../../shared/contract/daily-report.ts';
import { defaultDataFolder } from '../../../shared/host/default-data-folder.ts';
import type { PresetName } from '../../backend/sources/simulated-city/presets.ts';
import { cityMoment, languageOf, oneOf, parsedOr, strictValues, wholeNumber } from '../option-values.ts';

export interface PlatformOptions {
  readonly dataFolder: string;
  readonly port: number;
  readonly preset: PresetName;
  readonly seed: number;
  /** Where the city's clock starts; null for now, or for where the city was left if that is later. */
  readonly startAtMs: number | null;
  /** How many times as fast as the real one the city's clock runs. */
  readonly speed: number;
  /** Of a NATS that hands the city on to many stations; null for none. */
  readonly natsPort: number | null;
  /** Codes of the streets, districts or the city that get a station. */
  readonly areaCodes: readonly string[];
  readonly language: Language;
}

const OPTIONS = {
  data: { type: 'string' },
  port: { type: 'string', default: '54320' },
  preset: { type: 'string', default: 'city' },
  seed: { type: 'string', default: '1' },
  at: { type: 'string' },
  speed: { type: 'string', default: '1' },
  nats: { type: 'boolean', default: false },
  'nats-port': { type: 'string', default: '42220' },
  area: { type: 'string', multiple: true },
  lang: { type: 'string', default: 'zh-CN' },
} as const;

const DEFAULT_AREAS = ['320100', '320106002'];
const PRESETS = ['small', 'city', 'full'] as const;
/** An hour a second: positions in between are left out long before. */
const LARGEST_SPEED = 3600;

/** Root's own folder is closed to the account that PostgreSQL runs as there. */
function defaultFolder(): string {
  if (process.platform === 'linux' && userInfo().uid === 0) return '/var/lib/street-command-center-platform';
  return `${defaultDataFolder(process.platform, process.env, homedir())}-platform`;
}

function areaCode(text: string): string {
  return parsedOr('--area', text, /^\d{6}(\d{3})?$/.test(text) ? text : null, '320100 320106 320106002 …');
}

/**
 * `--data <folder> --port 54320 --preset small|city|full --seed 1 --at 2026-11-23T16:30 --speed 60 --nats --nats-port 42220 --area 320106002 --area 320100 --lang zh`
 * @throws HostFailedError `invalid-option`
 */
export function parsePlatformOptions(values: readonly string[]): PlatformOptions {
  const given = strictValues(values, OPTIONS);
  return {
    dataFolder: resolve(given.data ?? defaultFolder()),
    port: wholeNumber('--port', given.port, 65_535, 1),
    preset: oneOf('--preset', given.preset, PRESETS),
    seed: wholeNumber('--seed', given.seed, 2 ** 31 - 1),
    startAtMs: given.at === undefined ? null : cityMoment('--at', given.at),
    speed: wholeNumber('--speed', given.speed, LARGEST_SPEED, 1),
    natsPort: given.nats ? wholeNumber('--nats-port', given['nats-port'], 65_535, 1) : null,
    areaCodes: [...new Set((given.area ?? DEFAULT_AREAS).map(areaCode))],
    language: languageOf(given.lang),
  };
}
