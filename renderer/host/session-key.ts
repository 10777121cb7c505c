import type { Face } from '../../shared/contract/caller.ts';

const KEY = /^#key=([0-9a-f]{64})$/;

/** Takes the one-time key out of the address, so that neither history nor a copied link holds it. Null when there is none. */
function takeKey(): string | null {
  const key = KEY.exec(location.hash)?.[1];
  if (key === undefined) return null;
  history.replaceState(history.state, '', `${location.pathname}${location.search}`);
  return key;
}

/** Exchanges the key in the address for this host's cookie. Without a key, the cookie of an earlier load has to do. */
export async function openSession(face: Face): Promise<void> {
  const key = takeKey();
  if (key === null) return;
  await fetch(`/session/${face}`, { method: 'POST', headers: { Authorization: `Bearer ${key}` }, credentials: 'same-origin' });
}
