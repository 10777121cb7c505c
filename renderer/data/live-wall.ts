import type { TopicEvent } from '../../shared/contract/topics.ts';
import type { WallSnapshot } from '../../shared/contract/wall.ts';
import type { RateRule } from '../../shared/domain/rates.ts';
import { ChangeSignal } from './change-signal.ts';

/** The aggregates that the wall is told, kept by the topic `wall`. The latest stay while nothing comes. */
export class WallView extends ChangeSignal {
  snapshot: WallSnapshot | null = null;

  apply(event: TopicEvent<'wall'>): void {
    this.snapshot = { ...event.data, gridClasses: this.#keepSame(event.data.gridClasses) };
    this.markChanged();
  }

  /** Classes that are what they were keep their identity: a map is painted anew when its colours change, and else never. */
  #keepSame(classes: WallSnapshot['gridClasses']): WallSnapshot['gridClasses'] {
    const before = this.snapshot?.gridClasses;
    const kept = (rule: RateRule): Uint8Array => {
      const own = classes[rule];
      const old = before?.[rule];
      return old?.length === own.length && own.every((rateClass, grid) => rateClass === old[grid]) ? old : own;
    };
    return { withDeferred: kept('withDeferred'), withoutDeferred: kept('withoutDeferred') };
  }
}
