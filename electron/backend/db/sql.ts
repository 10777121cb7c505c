/** What SQLite can bind. */
export type SqlValue = number | bigint | string | Uint8Array | null;

/** SQL text with a `?` for each value; values are bound, never written into the text. */
export class Sql {
  readonly text: string;
  readonly values: readonly SqlValue[];

  constructor(text: string, values: readonly SqlValue[]) {
    this.text = text;
    this.values = values;
  }
}

/** `` sql`SELECT … WHERE grid = ${grid} ${rest}` ``: a value becomes a bound parameter, another `Sql` is put in with its own values. */
export function sql(strings: TemplateStringsArray, ...parts: readonly (SqlValue | Sql)[]): Sql {
  let text = strings[0] ?? '';
  const values: SqlValue[] = [];
  parts.forEach((part, index) => {
    if (part instanceof Sql) {
      text += part.text;
      values.push(...part.values);
    } else {
      text += '?';
      values.push(part);
    }
    text += strings[index + 1] ?? '';
  });
  return new Sql(text, values);
}

/** Fragments one after another: `` joinSql(ids.map((id) => sql`${id}`), ', ') `` for an IN list. */
export function joinSql(parts: readonly Sql[], separator: string): Sql {
  return new Sql(
    parts.map((part) => part.text).join(separator),
    parts.flatMap((part) => part.values),
  );
}
