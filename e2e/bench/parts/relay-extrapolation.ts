/** CPU that grows in a straight line with what passes through. */
export interface Line {
  /** Percent of a core when nothing passes. */
  readonly atRest: number;
  /** Percent of a core more for one message (row) a second. */
  readonly each: number;
}

/** What a bench of the relay found: relay and servers by messages a second, a station with a replica by its own rows a second. */
export interface RelayCosts {
  readonly relay: Line;
  readonly servers: Line;
  readonly station: Line;
  readonly bytesAMessage: number;
}

export interface Extrapolated {
  readonly messagesPerSecond: number;
  /** Percent of a core. */
  readonly relay: number;
  readonly servers: number;
  readonly station: number;
  readonly idleNoticesPerSecond: number;
  readonly heartbeatsPerSecond: number;
  /** Gigabytes (1e9) on the disks of all servers together. */
  readonly keptGigabytes: number;
}

/** Rows a second that concern one station in a busy hour. Each comes in a message of its own: at most one a row and street. */
const BUSY_ROWS_A_STATION = 5;
/** What a whole day has a second, of what a busy hour has. */
const DAY_SHARE = 0.1;
const KEPT_DAYS = 7;
const DAY_SECONDS = 86_400;
const COPIES = 3;

/** The straight line through two points; `x` of the first has to be another than that of the second. */
export function lineThrough(first: { readonly x: number; readonly y: number }, second: { readonly x: number; readonly y: number }): Line {
  const each = (second.y - first.y) / (second.x - first.x);
  return { atRest: first.y - each * first.x, each };
}

export function onLine({ atRest, each }: Line, x: number): number {
  return atRest + each * x;
}

/** Arithmetic, not a measurement: what so many stations ask of one relay and three servers in a busy hour. */
export function extrapolate({ relay, servers, station, bytesAMessage }: RelayCosts, stations: number): Extrapolated {
  const messagesPerSecond = BUSY_ROWS_A_STATION * stations;
  return {
    messagesPerSecond,
    relay: onLine(relay, messagesPerSecond),
    servers: onLine(servers, messagesPerSecond),
    station: onLine(station, BUSY_ROWS_A_STATION),
    // A consumer of changes and one of positions, each told once a second that nothing came; a heartbeat a second to everybody.
    idleNoticesPerSecond: 2 * stations,
    heartbeatsPerSecond: stations,
    keptGigabytes: (messagesPerSecond * DAY_SHARE * KEPT_DAYS * DAY_SECONDS * bytesAMessage * COPIES) / 1e9,
  };
}
