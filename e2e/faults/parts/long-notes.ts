import type { Client } from 'pg';

/** 16 KiB each: a transaction of so many tasks is far below what the log may take, and a few dozen of them fill it until it is copied into the file. */
const NOTE = `repeat(md5(random()::text), 512)`;
const TASKS_AT_ONCE = 50;
/** Those with lower keys belong to a random history, which would meet us in the middle of a transaction. */
const FIRST_TASK = 101;

/** Makes the notes of some of the tasks long, of others with every turn. */
export async function lengthenNotes(client: Client, tasks: number, turn: number): Promise<void> {
  const first = FIRST_TASK + ((turn * TASKS_AT_ONCE) % (tasks - FIRST_TASK));
  await client.query(`UPDATE platform.task SET note = ${NOTE} WHERE id BETWEEN ${first} AND ${first + TASKS_AT_ONCE - 1}`);
}

/** Once they were compared: else every comparison after it would read them too. */
export async function shortenNotes(client: Client): Promise<void> {
  await client.query(`UPDATE platform.task SET note = '' WHERE id >= ${FIRST_TASK} AND length(note) > 1000`);
}
