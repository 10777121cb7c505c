import { describe, expect, it } from 'vitest';
import type { Caller, Face } from '../../shared/contract/caller.ts';
import { CodedError } from '../../shared/contract/errors.ts';
import type { OfficeLock, OfficeRecovery } from '../../shared/contract/office-security.ts';
import { WHOLE_CITY } from '../../shared/domain/areas.ts';
import { createLockedApi } from './locked-api.ts';

const LOCK: OfficeLock = { reason: 'key-missing', recoveryKeyMadeAtMs: 1, newestBackupAtMs: null };
const { signal } = new AbortController();
const callOf = (face: Face): { caller: Caller; signal: AbortSignal } => ({
  caller: { face, user: 'duty', role: 'operator', competence: WHOLE_CITY },
  signal,
});

function lockedApi() {
  const decided: (readonly [OfficeRecovery, string])[] = [];
  const served = createLockedApi({
    lock: LOCK,
    recover: async (recovery, user) => {
      if (recovery.way === 'recovery-key') throw new CodedError('recovery-key-wrong', 'another one');
      decided.push([recovery, user]);
    },
    onInternalError: () => undefined,
  });
  return { served, decided };
}

describe('while office.db does not open', () => {
  it('every call but two, and every topic, says so', () => {
    const { handlers, topics } = lockedApi().served;
    const names = Object.keys(handlers).filter((name) => name !== 'officeLock' && name !== 'recoverOffice');
    expect(names).toContain('session');
    const locked = expect.objectContaining({ code: 'office-locked' });
    for (const name of names)
      expect(() => Reflect.apply(Reflect.get(handlers, name), handlers, [{}, callOf('console')]), name).toThrow(locked);
    expect(() => topics.subscribe('status', {}, callOf('console').caller, null, () => undefined)).toThrow(locked);
    expect(handlers.officeLock({}, callOf('wall'))).toEqual(LOCK);
  });

  it('the console decides, in its user’s name, and is told what cannot be done', async () => {
    const { served, decided } = lockedApi();
    const { recoverOffice } = served.handlers;
    await recoverOffice({ way: 'start-new' }, callOf('console'));
    expect(decided).toEqual([[{ way: 'start-new' }, 'duty']]);
    const wrong = { way: 'recovery-key', recoveryKey: '1', from: 'office' } as const;
    await expect(recoverOffice(wrong, callOf('console'))).rejects.toMatchObject({ code: 'recovery-key-wrong' });
    await expect(recoverOffice({ way: 'start-new' }, callOf('wall'))).rejects.toMatchObject({ code: 'forbidden' });
    const unknown = Object.assign({}, wrong, { way: 'delete' }) as unknown as OfficeRecovery;
    await expect(recoverOffice(unknown, callOf('console'))).rejects.toMatchObject({ code: 'invalid-request' });
  });
});
