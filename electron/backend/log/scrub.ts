/** Stands where something was taken out. */
const GONE = '※';

/**
 * What must not stand in a log, whatever wrote it: names and addresses of this city are written in Han characters, which no line of ours needs; then
 * ID numbers, phones, user and password of an address, and keys of 256 bits.
 */
const PATTERNS: readonly (readonly [pattern: RegExp, by: string])[] = [
  [/\p{Script=Han}+/gu, GONE],
  [/(?<![\dA-Za-z])\d{17}[\dXx](?![\dA-Za-z])/g, GONE],
  [/(?<!\d)1[3-9]\d{9}(?!\d)/g, GONE],
  [/:\/\/[^\s/@"]+@/g, `://${GONE}@`],
  [/(?<![0-9a-f])[0-9a-f]{64}(?![0-9a-f])/g, GONE],
];

/** A line of the log without anything personal or secret that may have got into it. */
export function scrub(line: string): string {
  return PATTERNS.reduce((text, [pattern, by]) => text.replaceAll(pattern, by), line);
}

/** Fields that are left out wherever they stand in what is logged, one level deep and at the top. */
const FIELDS = [
  'address',
  'credentials',
  'id_number',
  'idNumber',
  'leader_name',
  'note',
  'original',
  'password',
  'person_name',
  'personName',
  'phone',
  'recoveryKey',
  'reporter_name',
  'row',
  'secret',
  'ticket',
  'token',
  'value',
  'values',
];

/** For pino's `redact`. */
export const REDACTED_PATHS = FIELDS.flatMap((field) => [field, `*.${field}`]);
