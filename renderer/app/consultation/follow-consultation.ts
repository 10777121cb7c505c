import type { BackendClient } from '../../../shared/contract/backend-client.ts';
import type { TopicEvent } from '../../../shared/contract/topics.ts';
import { useConsultationStore } from '../../stores/consultation.store.ts';
import { followMapTool } from './consultation-tools.ts';
import { PointerSender } from './pointer-sender.ts';

/** Keeps what the walls are shown of a consultation, whichever console began it, and tells them where the pointer of this one stands. */
export function followConsultation(client: BackendClient): void {
  const { take } = useConsultationStore.getState().actions;
  const listener = {
    onEvent: (event: TopicEvent<'consultation'>) => {
      if (event.kind === 'snapshot') take(event.data);
    },
    onFailed: () => take({ frame: null, annotations: [] }), // only another version of the program could refuse it
  };
  client.subscribe('consultation', {}, listener);
  followMapTool();
  const sender = new PointerSender((place) => client.call('pointOnWall', { place }));
  useConsultationStore.subscribe((state, before) => {
    if (state.pointer !== before.pointer) sender.point(state.pointer);
  });
}
