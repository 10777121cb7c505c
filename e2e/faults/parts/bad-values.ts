import type { QuarantineReason } from '../../../shared/contract/source-status.ts';
import type { TableName } from '../../../shared/tables/index.ts';
import type { Dice } from '../../../electron/backend/sources/simulated-city/random.ts';

/** One value that PostgreSQL takes and a station must not. */
export interface BadValue {
  readonly table: Extract<TableName, 'task' | 'alert'>;
  readonly column: string;
  /** As it stands upstream. */
  readonly value: string;
  readonly reason: QuarantineReason;
}

/** Right-to-left overrides, marks without a letter, joined pictures, line ends, commands: all of them are texts. */
export const NAUGHTY = [
  '\u202Egnp.exe\u202C',
  '\u2066\u2067رسالة\u2069 左右',
  '\uFEFF开头',
  'Z̸̧͖͎͚a̶͕l̴g̵o̷',
  '👩‍👩‍👧‍👦﷽',
  "'); DROP TABLE task; --",
  '<script>alert(1)</script>',
  '\u0001\u0008\u001B[31m\t\r\n\\N\\.',
  '\u200B\u200D\u2060',
  '{{7*7}} ${7*7} %s %n',
  '../../../../etc/passwd',
  'ÅÅ İi ſs',
  '\uFFFE\uFFFF\u{10FFFF}',
] as const;

const LONGEST_TEXT = 65_536;
const MEBIBYTE = 2 ** 20;
/** A long text is a hundred times the work of any other. */
const LONG_SHARE = 0.02;

const digits = (dice: Dice, most: number): string => String(1 + dice.below(most));

function unknownWord(dice: Dice): string {
  const [first, word] = [dice.pick(NAUGHTY), dice.pick(['', 'Pushed', 'PUSHED', ' pushed', 'pushed ', 'null', '0', '已核实', 'NaN'])];
  return dice.chance(0.5) ? word : `${first}${digits(dice, 1e6)}`;
}

function badTime(dice: Dice): readonly [string, QuarantineReason] {
  switch (dice.below(4)) {
    case 0:
      return ['infinity', 'notFinite'];
    case 1:
      return ['-infinity', 'notFinite'];
    case 2:
      return [`${275_761 + dice.below(18_000)}-01-02 00:00:00+00`, 'outOfRange'];
    default:
      return [`${1000 + dice.below(969)}-0${1 + dice.below(9)}-11 10:00:00+00`, 'outOfRange'];
  }
}

function badDegrees(dice: Dice, most: number): readonly [string, QuarantineReason] {
  const beyond = dice.pick([most + 1e-6, most + dice.unit() * 1000, 1e9, 1e300, 1.7e308]);
  const isTooLarge = beyond > 1e300;
  switch (dice.below(3)) {
    case 0:
      return ['NaN', 'notFinite'];
    case 1:
      return [dice.chance(0.5) ? 'Infinity' : '-Infinity', 'notFinite'];
    default:
      return [String(dice.chance(0.5) ? beyond : -beyond), isTooLarge ? 'notFinite' : 'outOfRange'];
  }
}

function badCompound(dice: Dice): string {
  return String(dice.pick([2_147_483_647, -2_147_483_648, 1_000_000 + dice.below(1e9), -2 - dice.below(1e9)]));
}

function badInteger(dice: Dice): string {
  return dice.pick(['9223372036854775807', '-9223372036854775808', '9007199254740992', `-9${digits(dice, 9)}07199254740993`]);
}

function longText(dice: Dice): string {
  const length = dice.chance(LONG_SHARE) ? MEBIBYTE : LONGEST_TEXT + 1 + dice.below(200);
  return dice.pick(['长', 'x', '\u202E', 'é']).repeat(length);
}

const COLUMNS: readonly [weight: number, make: (dice: Dice) => BadValue][] = [
  [
    4,
    (dice) => ({
      table: 'task',
      column: dice.pick(['placement', 'state', 'outcome', 'list_mark', 'person_kind']),
      value: unknownWord(dice),
      reason: 'unknownValue',
    }),
  ],
  [
    3,
    (dice) => ({
      table: 'alert',
      column: dice.pick(['placement', 'kind', 'level', 'state']),
      value: unknownWord(dice),
      reason: 'unknownValue',
    }),
  ],
  [
    4,
    (dice) => {
      const [value, reason] = badTime(dice);
      return { table: 'task', column: dice.pick(['pushed_at', 'due_at', 'verified_at', 'withdrawn_at']), value, reason };
    },
  ],
  [
    4,
    (dice) => {
      const column = dice.pick(['longitude', 'latitude']);
      const [value, reason] = badDegrees(dice, column === 'latitude' ? 90 : 180);
      return { table: 'alert', column, value, reason };
    },
  ],
  [2, (dice) => ({ table: dice.pick(['task', 'alert']), column: 'compound', value: badCompound(dice), reason: 'outOfRange' })],
  [
    2,
    (dice) => ({
      table: 'task',
      column: dice.pick(['worker_id', 'attempts', 'batch_id']),
      value: badInteger(dice),
      reason: 'malformedNumber',
    }),
  ],
  [0.4, (dice) => ({ table: 'task', column: dice.pick(['note', 'person_name', 'address']), value: longText(dice), reason: 'tooLong' })],
];

export function badValue(dice: Dice): BadValue {
  const [, make] = COLUMNS[dice.weighted(COLUMNS.map(([weight]) => weight))] ?? COLUMNS[0] ?? [];
  if (make === undefined) throw new Error('no kinds of bad values');
  return make(dice);
}
