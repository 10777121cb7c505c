import { copyFileSync, existsSync, mkdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import type { Logger } from 'pino';
import type { City } from '../../../shared/city/city.ts';
import { HostFailedError } from '../../../shared/host/host-failure.ts';
import { systemClock } from '../../backend/clock.ts';
import { PLATFORM_NAME, RELAY_NAME } from '../../backend/jetstream/access.ts';
import type { NatsSettings } from '../../backend/jetstream/connect.ts';
import { findNatsServer, NatsServer, NatsServerError } from '../../backend/jetstream/nats-server.ts';
import { parseNatsUrl } from '../../backend/jetstream/nats-url.ts';
import { DEFAULT_LIMITS } from '../../backend/jetstream/streams.ts';
import { defaultStationName, inboxPrefix } from '../../backend/jetstream/subjects.ts';
import { createPostgresFeed } from '../../backend/relay/postgres-feed.ts';
import { Relay } from '../../backend/relay/relay.ts';
import type { Change } from '../../backend/replication/change.ts';
import { parseConnectionUrl } from '../../backend/sources/postgres/connection-url.ts';
import { ACCESS_FILE, writeAccess } from '../relay/write-access.ts';
import { DATABASE, type PlatformServer } from './platform-server.ts';
import { PositionFeed } from './position-feed.ts';
import { LOOPBACK } from './postgres-server.ts';

export interface PlatformNatsOptions {
  readonly dataFolder: string;
  readonly port: number;
  readonly city: City;
  readonly platform: PlatformServer;
  readonly log: Logger;
}

const RELAY_ROLE = 'platform_relay';
const ACCESS_FOLDER = 'access';

async function started(server: NatsServer): Promise<void> {
  try {
    await server.start();
  } catch (cause) {
    if (!(cause instanceof NatsServerError)) throw cause;
    const code = cause.fault === 'missing' ? 'nats-missing' : 'nats-not-startable';
    throw new HostFailedError(code, { log: server.logPath }, { cause });
  }
}

/** A nats-server beside the platform's PostgreSQL, a relay between them, and positions that go only here: what a whole city needs, on one machine. */
export class PlatformNats {
  readonly url: string;
  readonly #folder: string;
  readonly #options: PlatformNatsOptions;
  readonly #server: NatsServer;
  readonly #positions: PositionFeed;
  #relay: Relay | null = null;

  /** @throws HostFailedError `nats-missing`, before anything else was started for it */
  constructor(options: PlatformNatsOptions) {
    if (findNatsServer() === null) throw new HostFailedError('nats-missing');
    const { dataFolder, port, city } = options;
    this.#options = options;
    this.#folder = join(dataFolder, 'nats');
    this.url = `nats://${LOOPBACK}:${port}`;
    this.#server = new NatsServer({
      name: 'nats',
      folder: this.#folder,
      port,
      configuration: `include ${join(ACCESS_FOLDER, ACCESS_FILE)}`,
    });
    this.#positions = new PositionFeed(this.#settings(PLATFORM_NAME), city);
  }

  /** Resolves when stations can be started on it. @throws HostFailedError `nats-missing`, `nats-not-startable` */
  async start(): Promise<void> {
    const { city, platform, log } = this.#options;
    mkdirSync(this.#folder, { recursive: true, mode: 0o700 });
    if (!existsSync(join(this.#accessFolder, ACCESS_FILE))) writeAccess(this.#accessFolder, city, null);
    await started(this.#server);
    const password = await platform.addRelay(RELAY_ROLE);
    const feed = createPostgresFeed({
      target: parseConnectionUrl(`postgres://${RELAY_ROLE}@${LOOPBACK}:${platform.postgres.options.port}/${DATABASE}`),
      city,
      clock: systemClock,
      readPassword: async () => password,
      slot: 'relay',
    });
    this.#relay = new Relay({
      feed,
      city,
      nats: this.#settings(RELAY_NAME),
      limits: { ...DEFAULT_LIMITS, replicas: 1 },
      clock: systemClock,
      log,
    });
    this.#relay.start();
  }

  /** Says where workers are. */
  sayPositions(changes: readonly Change[]): void {
    this.#positions.say(changes);
  }

  /** A copy of a station's key, to be taken by the station: the one that it comes from stays. */
  credentialsFileOf(areaCode: string): string {
    const name = `${defaultStationName(areaCode)}.nk`;
    const path = join(this.#folder, name);
    copyFileSync(join(this.#accessFolder, name), path);
    return path;
  }

  async stop(): Promise<void> {
    await this.#positions.close();
    await this.#relay?.stop();
    await this.#server.stop();
  }

  get #accessFolder(): string {
    return join(this.#folder, ACCESS_FOLDER);
  }

  #settings(name: string): NatsSettings {
    return {
      target: parseNatsUrl(this.url),
      readCredentials: async () => readFileSync(join(this.#accessFolder, `${name}.nk`), 'utf8'),
      name,
      inboxPrefix: inboxPrefix(name),
    };
  }
}
