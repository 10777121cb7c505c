import type { TableRow } from '../../../../shared/tables/index.ts';
import { DatabaseKey } from '../../db/database-key.ts';
import type { Change, ChangeTransaction, SnapshotChunk } from '../change.ts';
import { cellsOf, TEST_DAY_MS, testRow } from './rows.ts';

/** Rows that exist at most. */
export const SLOTS = 600;
const SLOTS_PER_TRANSACTION = 40;
/** After so many transactions the source sends a snapshot again. */
const TRANSACTIONS_PER_SNAPSHOT = 25;

const TRANSACTIONS_PER_LARGE = 7;

/** A transaction is smaller; one that is sent twice over is not. */
export const MOST_LOGGED = 60;

export const KILL_SOURCE_ID = 'kill-test';
/** Any key: the child and its judge are two processes. */
export const KILL_KEY = keyOf(Buffer.alloc(32, 'kill'));

function keyOf(bytes: Uint8Array): DatabaseKey {
  const key = DatabaseKey.of(bytes);
  if (key === null) throw new Error('no key');
  return key;
}

/** A small hash, so that each row of each transaction differs in a known way. */
function mix(slot: number, round: number): number {
  const product = Math.imul(slot + 1, 0x9e3779b1) ^ Math.imul(round + 1, 0x85ebca6b);
  return ((product ^ (product >>> 15)) >>> 0) % 1_000_003;
}

/** What transaction `round` makes of a slot: a row that says so in `attempts`, or none. */
function taskAt(slot: number, round: number): TableRow<'task'> | null {
  const noise = mix(slot, round);
  if (noise % 7 === 0) return null;
  return testRow('task', {
    id: slot,
    batch_id: noise % 3,
    grid: noise % 20,
    placement: noise % 11 === 0 ? 1 : 0,
    state: noise % 7,
    outcome: noise % 7 === 3 ? 1 + (noise % 7) : 0,
    attempts: round,
    due_at: TEST_DAY_MS + (noise % 5) * 3_600_000,
    verified_at: noise % 7 === 3 ? TEST_DAY_MS + (noise % 4) * 3_600_000 : null,
  });
}

function slotsOf(round: number): readonly number[] {
  return Array.from({ length: SLOTS_PER_TRANSACTION }, (_, offset) => (round * SLOTS_PER_TRANSACTION + offset) % SLOTS);
}

/** Transaction number `round`; its position is its number. */
export function killTransaction(round: number): ChangeTransaction {
  const changes = slotsOf(round).map((slot): Change => {
    const row = taskAt(slot, round);
    return row === null ? { op: 'delete', table: 'task', key: slot } : { op: 'upsert', table: 'task', row };
  });
  return { position: String(round), committedAtMs: TEST_DAY_MS + round, changes };
}

/** Every row as it must stand after transaction `round`, by slot; a pure function, so that a replica can be judged by its cursor alone. */
export function expectedTasks(round: number): readonly TableRow<'task'>[] {
  const rounds = SLOTS / SLOTS_PER_TRANSACTION;
  const rows: TableRow<'task'>[] = [];
  for (let slot = 0; slot < SLOTS; slot += 1) {
    const lap = Math.floor(slot / SLOTS_PER_TRANSACTION);
    const last = round - ((((round - lap) % rounds) + rounds) % rounds);
    const row = last < 0 ? null : taskAt(slot, last);
    if (row !== null) rows.push(row);
  }
  return rows;
}

export function killSnapshot(round: number): SnapshotChunk {
  const rows = expectedTasks(round).map((row) => cellsOf('task', row));
  return { table: 'task', rows, expectedRows: rows.length };
}

/** Sent in parts and twice over, so that it is too large for the log. */
export function isLarge(round: number): boolean {
  return round % TRANSACTIONS_PER_LARGE === 0;
}

export function isSnapshotDue(round: number): boolean {
  return round % TRANSACTIONS_PER_SNAPSHOT === 0;
}
