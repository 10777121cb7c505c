import type { IncidentCode, ReplicationIncident } from '../../../shared/contract/replication-history.ts';
import { MINUTE_MS } from '../../../shared/domain/time.ts';
import type { ReplicationStatus } from '../replication-state.ts';

const KEPT = 100;
/** A trouble that comes back so soon has never been gone: an attempt in between got a little further. */
const SAME_AGAIN_MS = MINUTE_MS;

interface Trouble {
  readonly code: IncidentCode;
  readonly details: ReplicationIncident['details'];
}

/** What keeps the replication from running now; null when nothing does. */
function troubleOf({ phase, source }: ReplicationStatus): Trouble | null {
  if (source.trouble !== null) return source.trouble;
  return phase.phase === 'failed' ? { code: phase.code, details: {} } : null;
}

/** What kept the replication from running, each trouble once from its begin to its end. */
export class Incidents {
  /** The latest first. */
  #incidents: ReplicationIncident[];

  constructor(earlier: readonly ReplicationIncident[]) {
    this.#incidents = [...earlier];
  }

  get all(): readonly ReplicationIncident[] {
    return this.#incidents;
  }

  see(status: ReplicationStatus, nowMs: number): void {
    const trouble = troubleOf(status);
    const [latest] = this.#incidents;
    if (latest?.untilMs === null && latest.code === trouble?.code) return;
    this.#end(nowMs);
    if (trouble !== null) this.#begin(trouble, nowMs);
  }

  /** The program ends, and nobody sees what comes. */
  close(nowMs: number): void {
    this.#end(nowMs);
  }

  #end(nowMs: number): void {
    const [latest, ...others] = this.#incidents;
    if (latest?.untilMs === null) this.#incidents = [{ ...latest, untilMs: Math.max(nowMs, latest.fromMs) }, ...others];
  }

  #begin({ code, details }: Trouble, nowMs: number): void {
    const [latest, ...others] = this.#incidents;
    const isSameAgain = latest?.code === code && nowMs - (latest.untilMs ?? nowMs) < SAME_AGAIN_MS;
    if (isSameAgain) this.#incidents = [{ ...latest, details, untilMs: null }, ...others];
    else this.#incidents = [{ code, details, fromMs: nowMs, untilMs: null }, ...this.#incidents].slice(0, KEPT);
  }
}
