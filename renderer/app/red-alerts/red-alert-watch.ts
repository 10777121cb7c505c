import { ALERT_LEVELS, ALERT_STATES } from '../../../shared/domain/alerts.ts';
import type { LiveAlerts } from '../../data/live-data.ts';
import type { RedAlert } from '../../stores/red-alerts.store.ts';

const RED = ALERT_LEVELS.indexOf('red');
const RAISED = ALERT_STATES.indexOf('raised');

type Rows = Pick<LiveAlerts, 'count' | 'columns' | 'revision'>;

/**
 * Finds alerts of level red that nobody has acknowledged, each of them once: whatever stood there when the window opened is known, and so is
 * everything that was told before, also after a connection was made anew.
 */
export class RedAlertWatch {
  #known: ReadonlySet<number> | null = null;

  /** Those that came since the last look, newest first. */
  look({ count, columns, revision }: Rows): readonly RedAlert[] {
    if (revision === 0) return [];
    const known = this.#known;
    const present = new Set<number>();
    const found: RedAlert[] = [];
    for (let row = 0; row < count; row++) {
      if (columns.level[row] !== RED) continue;
      const id = columns.id[row] ?? 0;
      // One that came acknowledged is known: it does not have to be told when somebody opens it again.
      present.add(id);
      if (known === null || known.has(id) || columns.state[row] !== RAISED) continue;
      found.push({ id, grid: columns.grid[row] ?? -1, kind: columns.kind[row] ?? 0, raisedAtMs: columns.raisedAtMs[row] ?? 0 });
    }
    this.#known = present;
    return found.sort((one, other) => other.raisedAtMs - one.raisedAtMs);
  }
}
