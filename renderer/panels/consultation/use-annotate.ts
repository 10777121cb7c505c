import { useCallback } from 'react';
import type { AnnotationChange } from '../../../shared/contract/consultation.ts';
import { useServices } from '../../lib/services.ts';
import { useWords } from '../../lib/use-words.ts';
import { useDialogsStore } from '../../stores/dialogs.store.ts';

/** Changes what is drawn on every wall; says so when it was refused. */
export function useAnnotate(): (change: AnnotationChange) => void {
  const { client } = useServices();
  const { t } = useWords();
  return useCallback(
    (change) => {
      void client.call('annotate', { change }).then((answer) => {
        if (answer.ok) return;
        const isText = change.kind === 'draw' && change.shape.kind === 'label' && /\d{7}/.test(change.shape.text);
        useDialogsStore.getState().actions.notify(t(isText ? 'consultation.textRefused' : 'consultation.notDrawn'));
      });
    },
    [client, t],
  );
}
