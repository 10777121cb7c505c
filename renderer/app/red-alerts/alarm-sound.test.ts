import { expect, it } from 'vitest';
import { FACES, ROLES } from '../../../shared/contract/caller.ts';
import { useSettingsStore } from '../../stores/settings.store.ts';
import { mayRing } from './alarm-sound.ts';

it('is silent until somebody allowed it', () => {
  const { sound } = useSettingsStore.getInitialState();
  for (const role of ROLES) expect(mayRing(sound, { face: 'console', role })).toBe(false);
});

it('rings on the console alone, and not for a role that muted it', () => {
  const sound = { isAllowed: true, mutedRoles: ['auditor'] } as const;
  const ringing = FACES.flatMap((face) => ROLES.filter((role) => mayRing(sound, { face, role })).map((role) => `${face} ${role}`));
  expect(ringing).toEqual(['console operator', 'console director', 'console administrator']);
});
