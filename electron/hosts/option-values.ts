import { parseArgs, type ParseArgsOptionsConfig } from 'node:util';
import { type Language, LANGUAGES } from '../../shared/contract/daily-report.ts';
import { MINUTE_MS, parseDay, parseTimeOfDay, startOfDay } from '../../shared/domain/time.ts';
import { HostFailedError } from '../../shared/host/host-failure.ts';

/** A command line of these options and nothing else. @throws HostFailedError `invalid-option` */
export function strictValues<const Options extends ParseArgsOptionsConfig>(values: readonly string[], options: Options) {
  try {
    return parseArgs({ args: [...values], options, strict: true }).values;
  } catch (cause) {
    const allowed = Object.keys(options)
      .map((name) => `--${name}`)
      .join(' ');
    throw new HostFailedError('invalid-option', { option: values.join(' '), value: '', allowed }, { cause });
  }
}

/** The value that an option's text stands for. @throws HostFailedError `invalid-option` where it is null */
export function parsedOr<Value>(option: string, text: string, value: Value | null, allowed: string): Value {
  if (value === null) throw new HostFailedError('invalid-option', { option, value: text, allowed });
  return value;
}

export function oneOf<Value extends string>(option: string, text: string, values: readonly Value[]): Value {
  return parsedOr(option, text, values.find((candidate) => candidate === text) ?? null, values.join(' '));
}

export function wholeNumber(option: string, text: string, largest: number, least = 0): number {
  const value = Number(text);
  return parsedOr(option, text, /^\d+$/.test(text) && value >= least && value <= largest ? value : null, `${least}–${largest}`);
}

/** `zh` and `en-GB` mean the language that is there. */
export function languageOf(text: string): Language {
  const wanted = text.toLowerCase().split('-')[0];
  return oneOf('--lang', LANGUAGES.find((language) => language.toLowerCase().split('-')[0] === wanted) ?? text, LANGUAGES);
}

/** A moment of the city's civil time, `2026-11-23T16:30`. @throws HostFailedError `invalid-option` */
export function cityMoment(option: string, text: string): number {
  const [date = '', time = ''] = text.split('T');
  const day = parseDay(date);
  const minute = parseTimeOfDay(time);
  return parsedOr(option, text, day === null || minute === null ? null : startOfDay(day) + minute * MINUTE_MS, '2026-11-23T16:30');
}
