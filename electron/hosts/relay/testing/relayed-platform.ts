import { pino } from 'pino';
import type { City } from '../../../../shared/city/city.ts';
import { systemClock } from '../../../backend/clock.ts';
import { RELAY_NAME } from '../../../backend/jetstream/access.ts';
import { readAreaOf } from '../../../backend/jetstream/read-area.ts';
import { DEFAULT_LIMITS } from '../../../backend/jetstream/streams.ts';
import { defaultStationName } from '../../../backend/jetstream/subjects.ts';
import { NatsServers } from '../../../backend/jetstream/testing/nats-servers.ts';
import { createPostgresFeed } from '../../../backend/relay/postgres-feed.ts';
import { Relay } from '../../../backend/relay/relay.ts';
import type { ChangeSource } from '../../../backend/replication/change.ts';
import { createNatsSource } from '../../../backend/sources/nats/nats-source.ts';
import type { NatsSpec } from '../../../backend/sources/source-spec.ts';
import { parseConnectionUrl } from '../../../backend/sources/postgres/connection-url.ts';
import { eventually } from '../../../backend/testing/eventually.ts';
import { CITY_CODE, TestPlatform } from '../../platform/testing/test-platform.ts';
import { QUICK, TestStation } from '../../station/testing/test-station.ts';

/** A reader that is busy with a large part for longer than this is told of nothing, and takes its line for broken. */
const IDLE_NOTICE_MS = 2000;

/** A real PostgreSQL, real NATS servers, and a relay between them. */
export class RelayedPlatform {
  readonly platform: TestPlatform;
  readonly servers: NatsServers;
  readonly city: City;
  #relay: Relay | null = null;

  private constructor(city: City, platform: TestPlatform, servers: NatsServers) {
    this.city = city;
    this.platform = platform;
    this.servers = servers;
  }

  static async start(city: City, areas: readonly string[]): Promise<RelayedPlatform> {
    const platform = await TestPlatform.start({ cityVersion: city.version, areas: [CITY_CODE] });
    await platform.publishRelay();
    const servers = await NatsServers.start({ areas: areas.map((code) => readAreaOf(city, code)) });
    return new RelayedPlatform(city, platform, servers);
  }

  get relay(): Relay {
    if (this.#relay === null) throw new Error('no relay runs');
    return this.#relay;
  }

  /**
   * Resolves when the relay has a history in the stream.
   * @param address `host:port` of a proxy instead of the platform's own
   */
  async startRelay(address?: string): Promise<void> {
    const { host, port, user, database, password } = this.platform.connectionOptions('platform_relay');
    const feed = createPostgresFeed({
      target: parseConnectionUrl(`postgres://${user}@${address ?? `${host}:${port}`}/${database}`),
      city: this.city,
      clock: systemClock,
      readPassword: async () => password,
      slot: 'relay',
      tuning: QUICK,
    });
    this.#relay = new Relay({
      feed,
      city: this.city,
      nats: this.servers.settings(RELAY_NAME),
      limits: { ...DEFAULT_LIMITS, replicas: 1 },
      clock: systemClock,
      log: pino({ level: 'silent' }),
      heartbeatMs: 100,
    });
    this.#relay.start();
    await eventually('the relay has a history', () => this.relay.status.feed !== '');
  }

  async stopRelay(): Promise<void> {
    await this.#relay?.stop();
    this.#relay = null;
  }

  source(areaCode: string): ChangeSource {
    const { target, readCredentials } = this.servers.settings(defaultStationName(areaCode));
    return createNatsSource({ target, areaCode, city: this.city, clock: systemClock, readCredentials, idleNoticeMs: IDLE_NOTICE_MS });
  }

  /** The same as text, for another process. */
  async spec(areaCode: string): Promise<NatsSpec> {
    const { target, readCredentials } = this.servers.settings(defaultStationName(areaCode));
    return { kind: 'nats', target, areaCode, credentials: await readCredentials() };
  }

  /** A station with a replica of its own, filled. */
  follow(area: string): Promise<TestStation> {
    return TestStation.follow({ platform: this.platform, city: this.city, area, source: this.source(area) });
  }

  async remove(): Promise<void> {
    await this.stopRelay();
    await this.servers.remove();
    await this.platform.stop();
  }
}
