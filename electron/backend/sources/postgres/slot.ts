import type { ControlLine } from './control-line.ts';
import type { Clock } from '../../clock.ts';
import { repeat } from '../../repeat.ts';
import { parseLsn, type Lsn } from './lsn.ts';
import type { CreatedSlot, ReplicationLine } from './replication-line.ts';
import { SourceFailedError } from '../../replication/change.ts';

export interface NewSlot {
  readonly name: string;
  /** A temporary one ends with its connection. */
  readonly lifetime: 'lasting' | 'temporary';
  readonly askEveryMs: number;
  readonly clock: Clock;
}

/** Our replication slot as the server has it. */
export interface SlotState {
  /** The process that streams from it, null when nobody does. */
  readonly activePid: number | null;
  /** What the server takes for safe here. */
  readonly confirmedLsn: Lsn | null;
  /** The log that it needs is gone, or the server has given it up. */
  readonly isLost: boolean;
  /** How much log may still be written before it is lost, null without a limit. */
  readonly safeBytes: number | null;
  /** Log that the server keeps for us. */
  readonly keptBytes: number;
  /** Most of what the server is willing to keep is used up. */
  readonly isAtRisk: boolean;
}

interface SlotRecord {
  readonly plugin: string | null;
  readonly is_ours: boolean;
  readonly active_pid: number | null;
  readonly confirmed: string | null;
  readonly wal_status: string | null;
  readonly safe_wal_size: string | null;
  readonly kept: string | null;
}

const SLOT = `
  SELECT plugin, slot_type = 'logical' AND database = current_database() AS is_ours, active_pid, confirmed_flush_lsn::text AS confirmed,
         wal_status, safe_wal_size::text AS safe_wal_size, pg_wal_lsn_diff(pg_current_wal_lsn(), restart_lsn)::text AS kept
    FROM pg_replication_slots WHERE slot_name = $1`;

/** Null when there is no such slot. @throws SourceFailedError when somebody else's has its name */
export async function readSlot(control: ControlLine, name: string): Promise<SlotState | null> {
  const [slot] = await control.rows<SlotRecord>(SLOT, [name]);
  if (slot === undefined) return null;
  if (!slot.is_ours || slot.plugin !== 'pgoutput')
    throw new SourceFailedError('source-forbidden', { slot: name, reason: 'slot-of-another-kind' });
  const status = slot.wal_status;
  const safeBytes = slot.safe_wal_size === null ? null : Number(slot.safe_wal_size);
  const keptBytes = Number(slot.kept ?? 0);
  return {
    activePid: slot.active_pid,
    confirmedLsn: parseLsn(slot.confirmed ?? ''),
    isLost: status === 'lost' || status === null,
    safeBytes,
    keptBytes,
    isAtRisk: status === 'unreserved' || (safeBytes !== null && safeBytes < (keptBytes + safeBytes) * RISK_SHARE),
  };
}

/** Of all that may be kept, so much is left when it becomes a worry. */
const RISK_SHARE = 0.25;

const END_BACKEND = `SELECT pg_terminate_backend($1, $2) AS ended`;
const END_WITHIN_MS = 5000;

/**
 * Takes the slot back from a process that the server still believes to serve us: after a killed program or a broken line it holds on until the
 * server notices.
 * @throws SourceFailedError `source-slot-busy`, `source-forbidden`
 */
export async function freeSlot(control: ControlLine, name: string): Promise<void> {
  const pid = (await readSlot(control, name))?.activePid ?? null;
  if (pid === null) return;
  await control.row<{ ended: boolean }>(END_BACKEND, [pid, END_WITHIN_MS]);
  const holder = (await readSlot(control, name))?.activePid ?? null;
  if (holder !== null) throw new SourceFailedError('source-slot-busy', { slot: name, pid: holder });
}

const IS_AT_IT = `SELECT 1 FROM pg_stat_activity WHERE pid = $1 AND state = 'active'`;

/**
 * Makes the slot, and waits for the transactions that are open upstream, however long that takes; meanwhile the server is asked over the other
 * connection whether it is still at it. An answer on its way is given the time between two questions.
 * @throws SourceFailedError `source-unreachable` when the line is lost
 */
export async function makeSlot(
  control: ControlLine,
  line: ReplicationLine,
  { name, lifetime, askEveryMs, clock }: NewSlot,
): Promise<CreatedSlot> {
  const lost = Promise.withResolvers<never>();
  let isIdle = false;
  const end = repeat(clock, askEveryMs, async () => {
    const wasIdle = isIdle;
    isIdle = await control.rows(IS_AT_IT, [line.processId]).then(
      (rows) => rows.length === 0,
      () => true,
    );
    if (wasIdle && isIdle) lost.reject(new SourceFailedError('source-unreachable', { reason: 'silent' }));
  });
  try {
    return await Promise.race([line.createSlot(name, lifetime), lost.promise]);
  } finally {
    end();
  }
}

/** Drops the slot where there is one. @throws SourceFailedError */
export async function dropSlot(control: ControlLine, line: ReplicationLine, name: string): Promise<void> {
  if ((await readSlot(control, name)) === null) return;
  await freeSlot(control, name);
  await line.dropSlot(name);
}
