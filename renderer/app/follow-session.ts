import { CONTRACT_VERSION } from '../../shared/contract/contract-version.ts';
import type { Services } from '../lib/services.ts';
import { useStartupStore } from '../stores/startup.store.ts';
import { confineSelection } from './confine-selection.ts';

/**
 * Asks anew who we are whenever the connection is made anew: the backend may have another source by then, and with it another area of competence.
 * The window and what it shows stay.
 */
export function followSession({ client, city }: Services): void {
  client.onState((state) => {
    if (state !== 'connected') return;
    void client.call('session', { contractVersion: CONTRACT_VERSION }).then((answer) => {
      const { startup, actions } = useStartupStore.getState();
      if (!answer.ok || startup.phase !== 'ready') return;
      const { services } = startup;
      const isSame = JSON.stringify(answer.value.caller) === JSON.stringify(services.session.caller);
      if (isSame && answer.value.sourceId === services.session.sourceId) return;
      confineSelection(city, answer.value.caller.competence);
      actions.set({ phase: 'ready', services: { ...services, session: answer.value } });
    });
  });
}
