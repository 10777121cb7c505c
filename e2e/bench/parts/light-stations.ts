import { type ChildProcess, fork } from 'node:child_process';
import { once } from 'node:events';
import { join } from 'node:path';
import type { NatsServers } from '../../../electron/backend/jetstream/testing/nats-servers.ts';
import { defaultStationName } from '../../../electron/backend/jetstream/subjects.ts';
import type { FromRelayStations, RelayStationsData, ToRelayStations } from './relay-stations.ts';

/** What all of them together have seen since they were asked last. */
export interface SeenByLight {
  readonly rows: number;
  readonly lagsMs: readonly number[];
  readonly cpuMs: number;
}

async function heard<Kind extends FromRelayStations['kind']>(
  child: ChildProcess,
  kind: Kind,
): Promise<Extract<FromRelayStations, { kind: Kind }>> {
  for (;;) {
    const [message] = (await once(child, 'message')) as [FromRelayStations];
    if (message.kind === kind) return message as Extract<FromRelayStations, { kind: Kind }>;
  }
}

/** Stations without a database behind a relay, in a few processes. */
export class LightStations {
  readonly #children: readonly ChildProcess[];

  private constructor(children: readonly ChildProcess[]) {
    this.#children = children;
  }

  /** Resolves when each of them, one an area, is filled. */
  static async start(servers: NatsServers, areas: readonly string[], processes: number): Promise<LightStations> {
    const stations = await Promise.all(
      areas.map(async (areaCode) => ({
        areaCode,
        credentials: await servers.settings(defaultStationName(areaCode)).readCredentials(),
      })),
    );
    const children = Array.from({ length: processes }, (_, process) => {
      const data: RelayStationsData = { url: servers.url, stations: stations.filter((_station, index) => index % processes === process) };
      return fork(join(import.meta.dirname, 'relay-stations.ts'), [JSON.stringify(data)]);
    });
    await Promise.all(children.map((child) => heard(child, 'filled')));
    return new LightStations(children);
  }

  async seen(): Promise<SeenByLight> {
    const answers = this.#children.map((child) => heard(child, 'seen'));
    this.#tell('tell');
    const found = await Promise.all(answers);
    const sum = (of: (one: SeenByLight) => number): number => found.reduce((all, one) => all + of(one), 0);
    return { rows: sum(({ rows }) => rows), lagsMs: found.flatMap(({ lagsMs }) => lagsMs), cpuMs: sum(({ cpuMs }) => cpuMs) };
  }

  stop(): void {
    this.#tell('stop');
  }

  #tell(kind: ToRelayStations['kind']): void {
    for (const child of this.#children) child.send({ kind } satisfies ToRelayStations);
  }
}
