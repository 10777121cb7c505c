import type { ReadArea } from './read-area.ts';
import {
  CHANGES_STREAM,
  changesOf,
  HEARTBEAT_SUBJECT,
  inboxPrefix,
  JETSTREAM_API,
  POSITIONS_STREAM,
  POSITIONS_SUBJECTS,
  positionsOf,
  rowsSubject,
  SNAPSHOT_REQUESTS,
  SNAPSHOT_ROWS,
  SNAPSHOT_TAKEN,
  snapshotSubject,
  STATION_API,
  takenSubject,
} from './subjects.ts';

/** What a user may do in NATS, as nats-server's configuration says it. */
export interface Permissions {
  readonly publish: readonly string[];
  readonly subscribe: readonly string[];
}

/** A user of nats-server's configuration; `identity` says who, e.g. `nkey: U…`. */
export interface NatsUser {
  readonly identity: string;
  readonly permissions: Permissions;
}

export const RELAY_NAME = 'relay';
export const PLATFORM_NAME = 'platform';

/** The filter stands in the subject of the request, and nats-server holds the request to it. */
function consumerRequests(stream: string, consumer: string, filter: string): readonly string[] {
  return [
    `${STATION_API}.CONSUMER.CREATE.${stream}.${consumer}.${filter}`,
    ...['DELETE', 'INFO', 'MSG.NEXT'].map((request) => `${STATION_API}.CONSUMER.${request}.${stream}.${consumer}`),
  ];
}

/** Reads one area under its own name, asks for its snapshot, and can do nothing else. */
export function stationPermissions(area: ReadArea, station: string): Permissions {
  return {
    publish: [
      ...consumerRequests(CHANGES_STREAM, station, changesOf(area)),
      ...consumerRequests(POSITIONS_STREAM, station, positionsOf(area)),
      snapshotSubject(area.code),
      takenSubject(area.code, '*'),
    ],
    subscribe: [`${inboxPrefix(station)}.>`, rowsSubject(area.code, '*'), HEARTBEAT_SUBJECT],
  };
}

/** Makes the streams, writes all of them, and answers whoever asks for a snapshot. */
export function relayPermissions(): Permissions {
  return {
    publish: ['city.>', HEARTBEAT_SUBJECT, SNAPSHOT_ROWS, `${JETSTREAM_API}.>`],
    subscribe: [`${inboxPrefix(RELAY_NAME)}.>`, SNAPSHOT_REQUESTS, SNAPSHOT_TAKEN],
  };
}

/** The platform's handheld service: writes positions and nothing else. */
export function platformPermissions(): Permissions {
  return { publish: [POSITIONS_SUBJECTS], subscribe: [`${inboxPrefix(PLATFORM_NAME)}.>`] };
}

const quoted = (values: readonly string[]): string => `[${values.map((value) => JSON.stringify(value)).join(', ')}]`;

function userLine({ identity, permissions: { publish, subscribe } }: NatsUser): string {
  return `      { ${identity}, permissions: { publish: { allow: ${quoted(publish)} }, subscribe: { allow: ${quoted(subscribe)} } } }`;
}

/** What stations may reach of the city's account. Answers of JetStream are many, hence streams of answers. */
const SERVICES: readonly (readonly [subject: string, to: string | null])[] = [
  [`${JETSTREAM_API}.CONSUMER.>`, `${STATION_API}.CONSUMER.>`],
  [SNAPSHOT_REQUESTS, null],
  [SNAPSHOT_TAKEN, null],
];
const STREAMS: readonly string[] = [SNAPSHOT_ROWS, HEARTBEAT_SUBJECT];

/**
 * The accounts of a nats-server: the streams live in one, the stations in another. Were they in one, a station could let JetStream write for it: a
 * request for messages names the subject for its answers, and a stream takes whatever comes to its subjects.
 */
export function accountsConfiguration(city: readonly NatsUser[], stations: readonly NatsUser[]): string {
  const exports = [
    ...SERVICES.map(([subject]) => `      { service: ${JSON.stringify(subject)}, response_type: stream }`),
    ...STREAMS.map((subject) => `      { stream: ${JSON.stringify(subject)} }`),
  ];
  const imports = [
    ...SERVICES.map(([subject, to]) => {
      const renamed = to === null ? '' : `, to: ${JSON.stringify(to)}`;
      return `      { service: { account: CITY, subject: ${JSON.stringify(subject)} }${renamed} }`;
    }),
    ...STREAMS.map((subject) => `      { stream: { account: CITY, subject: ${JSON.stringify(subject)} } }`),
  ];
  const users = (all: readonly NatsUser[]): string => `    users: [\n${all.map(userLine).join('\n')}\n    ]`;
  return [
    'accounts {',
    '  CITY {',
    '    jetstream: enabled',
    users(city),
    `    exports: [\n${exports.join('\n')}\n    ]`,
    '  }',
    '  STATIONS {',
    users(stations),
    `    imports: [\n${imports.join('\n')}\n    ]`,
    '  }',
    '}',
    '',
  ].join('\n');
}
