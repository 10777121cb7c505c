import { Writable } from 'node:stream';
import { pino } from 'pino';
import { describe, expect, it } from 'vitest';
import { CodedError } from '../../../shared/contract/errors.ts';
import { LOG_OPTIONS } from './log-options.ts';
import { scrub } from './scrub.ts';

/** What the logger wrote of this. */
function logged(fields: object): string {
  let text = '';
  const stream = new Writable({
    write: (chunk: Buffer, _, done) => {
      text += chunk.toString();
      done();
    },
  });
  pino({ ...LOG_OPTIONS, base: null }, stream).info(fields, 'said');
  return text;
}

describe('a line of the log', () => {
  it.each([
    ['a name', '王小明'],
    ['a name among other signs', 'user 欧阳娜娜, door 3'],
    ['an ID number', '32010619900101123X'],
    ['a phone', '13800001111'],
    ['a phone in a text', 'tel:13800001111.'],
    ['a password in an address', 'postgres://station:geheim7@db:5432/city'],
    ['a key of this run', 'a1'.repeat(32)],
  ])('does not hold %s, wherever it stands', (_, secret) => {
    const core = /geheim7|1380000\d+|3201061990010\w+|(?:a1){32}|\p{Script=Han}+/u.exec(secret)?.[0] ?? '';
    for (const fields of [{ at: secret }, { deep: { er: [secret] } }, { err: new Error(`refused "${secret}"`) }]) {
      expect(logged(fields)).not.toContain(core);
    }
  });

  it.each([
    '1795423324795',
    '7301234567890123456/0/1A2B3C4D',
    '320106009011003',
    'city-1-f2fe2a5e-1/20780/1795423324795',
    '10.20.0.8:5432',
  ])('keeps what is looked for in it: %s', (text) => expect(scrub(text)).toBe(text));

  it('leaves out the fields of persons and secrets by name', () => {
    const text = logged({ password: 'hunter2', source: { token: 'abc', phone: 5 }, person_name: 'Li', row: { a: 'x9' } });
    for (const secret of ['hunter2', 'abc', '"Li"', 'x9']) expect(text).not.toContain(secret);
  });

  it('tells of an error where it came from, and not what a driver hung on it', () => {
    const driver = Object.assign(new Error('invalid input syntax for type integer: "canary-7"'), {
      code: '22P02',
      detail: 'Key (id_number)=(canary-8) exists',
      parameters: ['canary-9'],
    });
    const text = logged({ err: new CodedError('internal', 'row 5 of "task" is refused', {}, { cause: driver }) });
    expect(text).toContain('22P02');
    expect(text).toContain('scrub.test.ts');
    expect(text).toContain(String.raw`row 5 of \"task\" is refused`);
    expect(text).not.toMatch(/canary-\d/);
  });
});
