import type { AnnotationChange } from '../../../shared/contract/consultation.ts';
import type { WallSelection } from '../../panels/wall/scene-for-view.ts';
import { type ConsultationTool, useConsultationStore } from '../../stores/consultation.store.ts';
import { useTimeStore } from '../../stores/time.store.ts';
import type { CommandContext } from '../keys/commands.ts';
import { chooseConsultationTool } from './consultation-tools.ts';
import { frameInView } from './frozen-frame.ts';

/** Every wall shows this selection as the console's map shows it, and it stays as it is; the console looks at the same moment. */
export async function freezeOnWall({ city, client, nowMs, notify }: CommandContext, selection: WallSelection, title = ''): Promise<void> {
  const frame = frameInView(city, selection, title, nowMs());
  const answer = await client.call('showFrame', { frame });
  if (answer.ok) useTimeStore.getState().actions.goTo(frame.asOfMs);
  notify(answer.ok ? 'wallFrozen' : 'wallFailed');
}

/** The walls go back to what they showed before, and the console from the frozen moment to now. */
export async function endConsultation({ client, notify }: CommandContext): Promise<void> {
  const { frame } = useConsultationStore.getState();
  const answer = await client.call('showFrame', { frame: null });
  const { shownMs, actions } = useTimeStore.getState();
  if (answer.ok && frame !== null && shownMs === frame.asOfMs) actions.goTo(null);
  notify(answer.ok ? 'wallReleased' : 'wallFailed');
}

/** Takes up a tool, or lays it down. */
export function toggleConsultationTool(tool: Exclude<ConsultationTool, 'none'>): void {
  chooseConsultationTool(useConsultationStore.getState().tool === tool ? 'none' : tool);
}

/** Changes what is drawn on every wall; says so when it was refused. */
export function annotate({ client, notify }: Pick<CommandContext, 'client' | 'notify'>, change: AnnotationChange): void {
  void client.call('annotate', { change }).then((answer) => {
    if (answer.ok) return;
    const isText = change.kind === 'draw' && change.shape.kind === 'label' && /\d{7}/.test(change.shape.text);
    notify(isText ? 'textRefused' : 'notDrawn');
  });
}
