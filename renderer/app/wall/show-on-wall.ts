import { isShownOnWall, sceneForView, type WallSelection } from '../../panels/wall/scene-for-view.ts';
import { useConsultationStore } from '../../stores/consultation.store.ts';
import { useLayersStore } from '../../stores/layers.store.ts';
import { usePickedStore } from '../../stores/picked.store.ts';
import { useSelectionStore } from '../../stores/selection.store.ts';
import { useTimeStore } from '../../stores/time.store.ts';
import type { CommandContext } from '../keys/commands.ts';
import { freezeOnWall } from '../consultation/consultation-commands.ts';

/** What the console looks at: the grids that are picked and open, else the selected area. */
export function selectionInView(): WallSelection {
  const { grids, isOpen } = usePickedStore.getState();
  return { area: useSelectionStore.getState().selected, grids: isOpen ? grids : [] };
}

/**
 * Every wall shows the selection until another is shown, by the metric of the console's map as far as a wall may; of a moment that is past, and
 * while a consultation lasts, as a frozen frame.
 */
export async function showOnWall(context: CommandContext, selection: WallSelection): Promise<void> {
  const isPast = useTimeStore.getState().shownMs !== null;
  if (isPast || useConsultationStore.getState().frame !== null) return freezeOnWall(context, selection);
  const { city, client, notify } = context;
  const { metric } = useLayersStore.getState().coverage;
  const answer = await client.call('pinOnWall', { scene: sceneForView(city, selection, metric) });
  notify(!answer.ok ? 'wallFailed' : isShownOnWall(metric) ? 'wallPinned' : 'wallPinnedCoverage');
}

/** Gives every wall its rotation back. */
export async function unpinWall({ client, notify }: CommandContext): Promise<void> {
  const answer = await client.call('pinOnWall', { scene: null });
  notify(answer.ok ? 'wallUnpinned' : 'wallFailed');
}
