import type { SessionInfo } from '../../shared/contract/backend-api.ts';
import type { BackendClient } from '../../shared/contract/backend-client.ts';
import { CONTRACT_VERSION } from '../../shared/contract/contract-version.ts';
import type { Answer } from '../../shared/contract/errors.ts';
import type { Startup } from '../stores/startup.store.ts';

/** The first question is asked while a backend may still be opening its databases. */
const SESSION_DEADLINE_MS = 60_000;

/** Resolves when the connection that there is now has ended: what the backend serves next is another thing. */
function connectionEnded(client: BackendClient): Promise<void> {
  if (client.state !== 'connected') return Promise.resolve();
  return new Promise((resolve) => {
    const end = client.onState((state) => {
      if (state === 'connected') return;
      end();
      resolve();
    });
  });
}

/**
 * Who we are. While the office's own data does not open, the screen asks what to do; each decision, of this window or another, makes the
 * connection anew, and then it is asked again.
 */
export async function openSession(client: BackendClient, show: (startup: Startup) => void): Promise<Answer<SessionInfo>> {
  for (;;) {
    show({ phase: 'starting', step: 'session' });
    const session = await client.call('session', { contractVersion: CONTRACT_VERSION }, { deadlineMs: SESSION_DEADLINE_MS });
    const isOver = session.ok || client.state === 'closed' || !['office-locked', 'disconnected'].includes(session.error.code);
    if (isOver) return session;
    if (session.error.code === 'disconnected') continue;
    const lock = await client.call('officeLock', {});
    if (!lock.ok || lock.value === null) continue;
    show({ phase: 'locked', lock: lock.value, client });
    await connectionEnded(client);
  }
}
