import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { jetstreamManager } from '@nats-io/jetstream';
import type { NatsConnection } from '@nats-io/transport-node';
import { eventually } from '../../testing/eventually.ts';
import { freePort } from '../../testing/free-port.ts';
import {
  accountsConfiguration,
  type NatsUser,
  PLATFORM_NAME,
  type Permissions,
  platformPermissions,
  RELAY_NAME,
  relayPermissions,
  stationPermissions,
} from '../access.ts';
import { connect, type NatsSettings } from '../connect.ts';
import { parseNatsUrl } from '../nats-url.ts';
import type { ReadArea } from '../read-area.ts';
import { defaultStationName, inboxPrefix } from '../subjects.ts';
import { NatsServer } from '../nats-server.ts';

export interface NatsServersOptions {
  /** 1, or a cluster of 3. */
  readonly count?: 1 | 3;
  /** Areas that have a station of their name. */
  readonly areas: readonly ReadArea[];
  /** More lines of each server's configuration. */
  readonly configuration?: string;
}

/** May do everything with the streams: the test itself. */
const ADMIN: Permissions = { publish: ['>'], subscribe: ['>'] };
const ADMIN_NAME = 'admin';

function passwordOf(name: string): string {
  return `password-of-${name}`;
}

function userOf(name: string, permissions: Permissions): NatsUser {
  return { identity: `user: ${name}, password: "${passwordOf(name)}"`, permissions };
}

function accountsOf(areas: readonly ReadArea[]): string {
  const city = [userOf(ADMIN_NAME, ADMIN), userOf(RELAY_NAME, relayPermissions()), userOf(PLATFORM_NAME, platformPermissions())];
  const stations = areas.map((area) => {
    const name = defaultStationName(area.code);
    return userOf(name, stationPermissions(area, name));
  });
  return accountsConfiguration(city, stations);
}

function clusterLine(ports: readonly number[], own: number | undefined): string {
  const routes = ports.map((port) => `"nats://127.0.0.1:${port}"`).join(', ');
  return `cluster { name: city, listen: "127.0.0.1:${own}", routes: [${routes}] }`;
}

/** Servers that nobody else knows, with users for the relay, the platform and stations. */
export class NatsServers {
  readonly servers: readonly NatsServer[];
  readonly #folder: string;

  private constructor(folder: string, servers: readonly NatsServer[]) {
    this.#folder = folder;
    this.servers = servers;
  }

  static async start({ count = 1, areas, configuration = '' }: NatsServersOptions): Promise<NatsServers> {
    const folder = mkdtempSync(join(tmpdir(), 'scc-nats-'));
    const ports = await Promise.all(Array.from({ length: count * 2 }, freePort));
    const routes = ports.slice(count);
    const servers = ports.slice(0, count).map((port, index) => {
      const cluster = count === 1 ? [] : [clusterLine(routes, routes[index])];
      const lines = [accountsOf(areas), ...cluster, configuration].join('\n');
      return new NatsServer({ name: `nats${index}`, folder, port, configuration: lines });
    });
    const started = new NatsServers(folder, servers);
    try {
      await Promise.all(servers.map((server) => server.start()));
      await started.ready();
      return started;
    } catch (error) {
      await started.remove();
      throw error;
    }
  }

  get url(): string {
    return `nats://${this.servers.map(({ options }) => `127.0.0.1:${options.port}`).join(',')}`;
  }

  /** What a user of these servers connects with. */
  settings(name: string): NatsSettings {
    return {
      target: parseNatsUrl(this.url),
      readCredentials: async () => `${name}:${passwordOf(name)}`,
      name,
      inboxPrefix: inboxPrefix(name),
    };
  }

  /** A connection that may do everything. */
  admin(): Promise<NatsConnection> {
    return connect(this.settings(ADMIN_NAME));
  }

  /** Resolves when every server takes its part of a stream: a cluster that has a leader may not know all of its members yet. */
  async ready(): Promise<void> {
    const connection = await this.admin();
    const manager = await jetstreamManager(connection, { checkAPI: false, timeout: 2_000 });
    const probe = { name: 'PROBE', subjects: ['probe'], num_replicas: this.servers.length };
    await eventually('JetStream takes a stream', () => manager.streams.add(probe).catch(() => null));
    await manager.streams.delete(probe.name);
    await connection.close();
  }

  async remove(): Promise<void> {
    await Promise.all(this.servers.map((server) => server.kill()));
    rmSync(this.#folder, { recursive: true, force: true });
  }
}
