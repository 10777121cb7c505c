import type { City } from '../../../shared/city/city.ts';
import { type Bookmark, useBookmarksStore } from '../../stores/bookmarks.store.ts';
import { useCameraStore } from '../../stores/camera.store.ts';
import { useConsultationStore } from '../../stores/consultation.store.ts';
import { useSequenceStore } from '../../stores/sequence.store.ts';
import { useTimeStore } from '../../stores/time.store.ts';
import { openLink } from '../address.ts';
import type { CommandContext } from '../keys/commands.ts';
import { selectionInView } from '../wall/show-on-wall.ts';
import { freezeOnWall } from './consultation-commands.ts';

/** A console that does not get there in this time freezes what it has. */
const PATIENCE_MS = 3000;

interface Watched<State> {
  getState(): State;
  subscribe(listener: () => void): () => void;
}

/** Resolves as soon as a store is in a state, or after a while. */
function until<State>(store: Watched<State>, isSo: (state: State) => boolean): Promise<void> {
  return new Promise((resolve) => {
    const done = (): void => {
      clearTimeout(timer);
      end();
      resolve();
    };
    const look = (): void => {
      if (isSo(store.getState())) done();
    };
    const timer = setTimeout(done, PATIENCE_MS);
    const end = store.subscribe(look);
    look();
  });
}

/** A bookmark of now is looked at as of the consultation's moment: its steps tell of one moment, unless a bookmark has its own. */
function keepFrozenMoment(): void {
  const { frame } = useConsultationStore.getState();
  const { wantedMs, actions } = useTimeStore.getState();
  if (frame !== null && wantedMs === null) actions.goTo(frame.asOfMs);
}

/** Shows a kept view on this console; resolves once its moment is on the map and the camera has arrived. */
async function openAndArrive(city: City, link: string): Promise<void> {
  const before = useCameraStore.getState().position;
  openLink(city, link);
  keepFrozenMoment();
  await Promise.all([
    until(useCameraStore, ({ position }) => position !== before),
    until(useTimeStore, ({ wantedMs, shownMs, failure }) => wantedMs === shownMs || failure !== null),
  ]);
}

/** The chosen bookmarks in the order of all bookmarks. */
export function sequenceOf(bookmarks: readonly Bookmark[], chosen: ReadonlySet<string>): readonly Bookmark[] {
  return bookmarks.filter(({ id }) => chosen.has(id));
}

/** The step before or after the one that was shown last; at the start of either end it begins there. Null at the other end. */
export function neighbourStep(sequence: readonly Bookmark[], shownId: string | null, direction: 1 | -1): Bookmark | null {
  const at = sequence.findIndex(({ id }) => id === shownId);
  if (at < 0) return sequence.at(direction === 1 ? 0 : -1) ?? null;
  return sequence[at + direction] ?? null;
}

/** Goes on in the sequence: the console opens the bookmark, and the walls freeze it under its name. */
export async function goInSequence(context: CommandContext, direction: 1 | -1): Promise<void> {
  const { chosen, shownId, actions } = useSequenceStore.getState();
  const next = neighbourStep(sequenceOf(useBookmarksStore.getState().bookmarks, chosen), shownId, direction);
  if (next === null) return;
  actions.show(next.id);
  await openAndArrive(context.city, next.link);
  await freezeOnWall(context, selectionInView(), next.name);
}
