import { type ConsultationTool, useConsultationStore } from '../../stores/consultation.store.ts';
import { usePickedStore } from '../../stores/picked.store.ts';

/** Takes up a tool of the consultation, for which the map's own is laid down; nothing without a consultation. */
export function chooseConsultationTool(tool: ConsultationTool): void {
  const { frame, actions } = useConsultationStore.getState();
  if (frame === null) return;
  usePickedStore.getState().actions.setTool('move');
  actions.setTool(tool);
}

/** A tool of the map takes the place of one of the consultation. Answers the function that ends it. */
export function followMapTool(): () => void {
  return usePickedStore.subscribe(({ tool }, before) => {
    if (tool !== before.tool && tool !== 'move') useConsultationStore.getState().actions.setTool('none');
  });
}
