import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import type { Client } from 'pg';

/** The files that a database administrator runs by hand, in their order. */
export function schemaFiles(folder: string): readonly string[] {
  return readdirSync(folder)
    .filter((name) => /^\d\d-.*\.sql$/.test(name))
    .sort()
    .map((name) => join(folder, name));
}

/** Loads or repairs the platform's schema, roles and publications, each file in one transaction. The client is a superuser. */
export async function loadSchema(client: Client, folder: string): Promise<void> {
  for (const file of schemaFiles(folder)) {
    try {
      await client.query(readFileSync(file, 'utf8'));
    } catch (error) {
      await client.query('ROLLBACK');
      throw error;
    }
  }
}

/** Says which city the records belong to. */
export async function nameCity(client: Client, city: { readonly code: string; readonly version: string }): Promise<void> {
  await client.query('SELECT platform.set_city($1, $2)', [city.code, city.version]);
}

export async function setPassword(client: Client, role: string, password: string): Promise<void> {
  // DDL takes no parameters, and its text is logged where statements are: the server logs none by default.
  await client.query(`ALTER ROLE ${client.escapeIdentifier(role)} PASSWORD ${client.escapeLiteral(password)}`);
}

/** Makes or repairs the station of a street, a district or the city; answers its role. */
export async function addStation(client: Client, areaCode: string): Promise<string> {
  const { rows } = await client.query<{ role: string }>('SELECT platform.add_station($1) AS role', [areaCode]);
  return rows[0]?.role ?? '';
}

/** Makes or repairs the publication that a relay reads: all of the city but the positions. */
export async function publishRelay(client: Client): Promise<void> {
  await client.query('SELECT platform.publish_relay()');
}
