import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { RELAY_NAME } from '../../../backend/jetstream/access.ts';
import { recountedSummaries, storedSummaries } from '../../../backend/replication/testing/expected-summaries.ts';
import { PlatformWriter } from '../../station/testing/platform-writer.ts';
import type { TestStation } from '../../station/testing/test-station.ts';
import { runAndKill } from './killed-process.ts';
import type { RelayedPlatform } from './relayed-platform.ts';

/** What was found after all kills, compared with PostgreSQL by a query of its own. */
export interface KillResult {
  readonly kills: number;
  readonly commits: number;
  readonly differences: Readonly<Record<string, unknown>>;
  readonly hasRightSummaries: boolean;
}

const RELAY_COMMAND = join(import.meta.dirname, '..', '..', 'relay-command.ts');

/** A street office's day in small: rows come, change, move between two streets and go, one transaction after another, until it is told to stop. */
class BusyWriter {
  readonly #writer: PlatformWriter;
  readonly #streets: readonly string[];
  #commits = 0;
  #isStopped = false;
  #ended: Promise<void> = Promise.resolve();

  private constructor(writer: PlatformWriter, streets: readonly string[]) {
    this.#writer = writer;
    this.#streets = streets;
  }

  static async start({ platform, city }: RelayedPlatform, streets: readonly string[]): Promise<BusyWriter> {
    const busy = new BusyWriter(await PlatformWriter.connect(platform, city), streets);
    await busy.#writer.sql('DELETE FROM platform.task');
    busy.#ended = busy.#write();
    return busy;
  }

  get commits(): number {
    return this.#commits;
  }

  async stop(): Promise<void> {
    this.#isStopped = true;
    await this.#ended;
  }

  async #write(): Promise<void> {
    while (!this.#isStopped) {
      const id = 1 + (this.#commits % 200);
      const street = this.#streets[(this.#commits * 7) % this.#streets.length] ?? '';
      await this.#writer.together(async () => {
        await this.#writer.sql(`DELETE FROM platform.task WHERE id = ${((id + 60) % 200) + 1}`);
        await this.#writer.sql(
          `INSERT INTO platform.task (id, batch_id, street, placement, state, outcome, list_mark, person_kind, pushed_at, due_at, person_name, id_number, phone, address)
           VALUES (${id}, 1, '${street}', 'none', 'pushed', 'none', 'listed', 'arrival', now(), now(), '', '', '', '') ON CONFLICT DO NOTHING`,
        );
        await this.#writer.sql(
          `UPDATE platform.task SET attempts = attempts + 1, street = '${street}' WHERE id BETWEEN ${id} AND ${id + 5}`,
        );
      });
      this.#commits += 1;
    }
  }
}

async function judge(relayed: RelayedPlatform, station: TestStation, kills: number, commits: number): Promise<KillResult> {
  await station.catchUp();
  return {
    kills,
    commits,
    differences: await station.differencesFrom(relayed.platform),
    hasRightSummaries: JSON.stringify(storedSummaries(station.replica.read)) === JSON.stringify(recountedSummaries(station.replica.read)),
  };
}

/** Kills the relay's own program again and again while the platform is written, at other places of its work each time. */
export async function killRelays(relayed: RelayedPlatform, streets: readonly string[], kills: number): Promise<KillResult> {
  const folder = mkdtempSync(join(tmpdir(), 'scc-relay-kill-'));
  const { host, port, password } = relayed.platform.connectionOptions('platform_relay');
  const [passwordFile, credentialsFile] = [join(folder, 'password'), join(folder, 'credentials')];
  writeFileSync(passwordFile, password, { mode: 0o600 });
  writeFileSync(credentialsFile, await relayed.servers.settings(RELAY_NAME).readCredentials(), { mode: 0o600 });
  const values = [
    ...['--source', `postgres://platform_relay@${host}:${port}/city`, '--source-password-file', passwordFile],
    ...['--nats', relayed.servers.url, '--credentials-file', credentialsFile, '--data', join(folder, 'data'), '--lang', 'en'],
  ];
  const writer = await BusyWriter.start(relayed, streets);
  const station = await relayed.follow(streets[0] ?? '');
  await relayed.stopRelay();
  try {
    for (let kill = 0; kill < kills; kill += 1) {
      let enoughAt: number | null = null;
      await runAndKill(RELAY_COMMAND, values, (said) => {
        if (!said.includes('The relay runs')) return false;
        enoughAt ??= writer.commits + ((kill * 13) % 40);
        return writer.commits >= enoughAt;
      });
    }
    await writer.stop();
    await relayed.startRelay();
    return await judge(relayed, station, kills, writer.commits);
  } finally {
    await writer.stop();
    await station.remove();
    rmSync(folder, { recursive: true, force: true });
  }
}
