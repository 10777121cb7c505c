import { expect, it } from 'vitest';
import type { FromHost } from '../../../shared/host/supervision.ts';
import { ParentKeychain } from './parent-keychain.ts';

const SECRET = new Uint8Array([0, 1, 254, 255]);

/** A parent that answers in any order it likes: the last question first. */
function openWithParent(answer: (question: Extract<FromHost, { kind: 'keychain' }>) => string | null) {
  const asked: Extract<FromHost, { kind: 'keychain' }>[] = [];
  const keychain = new ParentKeychain((message) => {
    if (message.kind === 'keychain') asked.push(message);
  });
  const answerAll = (): void => {
    for (const question of asked.splice(0).reverse()) keychain.receive({ kind: 'keychain', id: question.id, text: answer(question) });
  };
  return { keychain, answerAll };
}

it('asks the parent, and gives every answer to its own question', async () => {
  const { keychain, answerAll } = openWithParent(({ operation, text }) => Buffer.from(`${operation} ${text}`).toString('base64'));
  const answers = [keychain.protects(), keychain.seal(SECRET), keychain.unseal(SECRET)];
  keychain.receive({ kind: 'stop' });
  answerAll();
  const [protects, sealed, unsealed] = await Promise.all(answers);
  expect(protects).toBe(true);
  expect([sealed, unsealed].map((bytes) => Buffer.from(bytes as Uint8Array).toString())).toEqual(['seal AAH+/w==', 'unseal AAH+/w==']);
});

it('says that there is no keychain, and that one does not open', async () => {
  const { keychain, answerAll } = openWithParent(() => null);
  const answers = Promise.allSettled([keychain.protects(), keychain.seal(SECRET), keychain.unseal(SECRET)]);
  answerAll();
  const refused = { status: 'rejected', reason: { code: 'keychain-unavailable' } };
  expect(await answers).toMatchObject([{ status: 'fulfilled', value: false }, refused, refused]);
});
