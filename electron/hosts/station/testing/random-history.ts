import type { City } from '../../../../shared/city/city.ts';
import { Dice } from '../../../backend/sources/simulated-city/random.ts';
import type { PlatformWriter } from './platform-writer.ts';

/** Keys that a history uses, again and again, so that rows meet each other. */
const KEYS = 12;
const STREETS = ['320106002', '320106002', '320106003', '000000000'] as const;
const LONG_NOTE = `(SELECT string_agg(md5((random() * 1e9)::bigint::text), '') FROM generate_series(1, 120))`;

type Step = (writer: PlatformWriter, city: City, dice: Dice) => Promise<void>;

const key = (dice: Dice): number => 1 + dice.below(KEYS);

const STEPS: readonly (readonly [number, Step])[] = [
  [
    6,
    async (writer, city, dice) => {
      const id = key(dice);
      await writer.sql('DELETE FROM platform.task WHERE id = $1', [id]);
      const grid = dice.below(city.grids.count);
      await writer.insert('task', { id, grid, batch_id: dice.below(3), state: dice.below(7) }, { street: dice.pick(STREETS) });
    },
  ],
  [6, (writer, _, dice) => writer.sql('UPDATE platform.task SET attempts = attempts + 1 WHERE id = $1', [key(dice)])],
  [3, (writer, _, dice) => writer.sql('UPDATE platform.task SET street = $2 WHERE id = $1', [key(dice), dice.pick(STREETS)])],
  [2, (writer, _, dice) => writer.sql(`UPDATE platform.task SET note = ${LONG_NOTE} WHERE id = $1`, [key(dice)])],
  [
    2,
    (writer, _, dice) => {
      const [from, to] = [key(dice), key(dice)];
      return writer.sql('UPDATE platform.task SET id = $2 WHERE id = $1 AND NOT EXISTS (SELECT FROM platform.task WHERE id = $2)', [
        from,
        to,
      ]);
    },
  ],
  [3, (writer, _, dice) => writer.sql('DELETE FROM platform.task WHERE id = $1', [key(dice)])],
  [
    2,
    async (writer, city, dice) => {
      const worker_id = key(dice);
      await writer.sql('DELETE FROM platform.position WHERE worker_id = $1', [worker_id]);
      await writer.insert('position', { worker_id, grid: dice.below(city.grids.count) }, { street: dice.pick(STREETS) });
    },
  ],
  [
    1,
    async (writer, city, dice) => {
      const id = key(dice);
      await writer.sql('DELETE FROM platform.track WHERE id = $1', [id]);
      await writer.insert('track', { id, worker_id: id, grid: dice.below(city.grids.count) }, { street: dice.pick(STREETS) });
    },
  ],
  [1, (writer, _, dice) => writer.sql(`UPDATE platform.task SET placement = 'none', grid = NULL WHERE id <= $1`, [key(dice)])],
  [0.3, (writer) => writer.sql('TRUNCATE platform.position')],
];

/**
 * One transaction of one to six random steps, some of them rolled back: what it leaves depends on seed and tables alone.
 * @param also done in the same transaction
 */
export async function randomTransaction(
  writer: PlatformWriter,
  city: City,
  dice: Dice,
  also: () => Promise<void> = async () => undefined,
): Promise<void> {
  await writer.sql('BEGIN');
  for (let count = 1 + dice.below(6); count > 0; count -= 1) {
    const [, step] = STEPS[dice.weighted(STEPS.map(([weight]) => weight))] ?? [0, async () => undefined];
    await step(writer, city, dice);
  }
  await also();
  await writer.sql(dice.chance(0.1) ? 'ROLLBACK' : 'COMMIT');
}

export function diceOf(seed: number): Dice {
  return new Dice().reset(Math.imul(seed, 0x9e3779b9));
}
