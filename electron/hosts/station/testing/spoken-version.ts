import type { Client } from 'pg';

/** Letters of messages that tell a version: one of a parameter, one of a row. */
const TELLING = new Set(['S', 'D'].map((letter) => letter.charCodeAt(0)));
const HEAD_BYTES = 5;

/** Takes the server's bytes as they come, and answers whole messages, changed or not. For lines without TLS. */
export type Translator = (bytes: Buffer) => Buffer;

/** Puts other words of the same length in the place of those that a message holds. */
function replaced(message: Buffer, words: readonly (readonly [string, string])[]): Buffer {
  if (!TELLING.has(message[0] ?? 0)) return message;
  return Buffer.from(
    words.reduce((text, [from, to]) => text.replaceAll(from, to), message.toString('latin1')),
    'latin1',
  );
}

/**
 * A real server that says it is of another major version: the only way to meet one that nobody packages any more.
 * @param client asks the server what it says of itself
 * @returns makes what changes the messages of one connection
 */
export async function speakingAs(major: number, client: Client): Promise<() => Translator> {
  const { rows } = await client.query<{ number: string; name: string }>(
    `SELECT current_setting('server_version_num') AS number, current_setting('server_version') AS name`,
  );
  const words = rows.flatMap(({ number, name }) => [
    [number, `${major}${number.slice(2)}`] as const,
    [`server_version\0${name}`, `server_version\0${major}${name.slice(2)}`] as const,
  ]);
  return () => {
    let rest = Buffer.alloc(0);
    return (bytes) => {
      rest = Buffer.concat([rest, bytes]);
      const whole: Buffer[] = [];
      for (;;) {
        const length = rest.length < HEAD_BYTES ? Number.POSITIVE_INFINITY : 1 + rest.readInt32BE(1);
        if (rest.length < length) return Buffer.concat(whole);
        whole.push(replaced(rest.subarray(0, length), words));
        rest = rest.subarray(length);
      }
    };
  };
}
