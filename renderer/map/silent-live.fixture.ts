import type { LiveData } from '../data/live-data.ts';

const silent = { revision: 0, onChanged: () => () => undefined };
const empty = new Float64Array(0);
const none = new Int32Array(0);
const bytes = new Uint8Array(0);
const words = new Uint16Array(0);

/** Live data of a window that nothing reached yet. */
export function silentLive(): LiveData {
  return {
    coverage: {
      ...silent,
      day: null,
      batchIds: empty,
      columns: {
        listed: words,
        verified: words,
        verifiedOnTime: words,
        unreachable: words,
        deferred: words,
        withdrawn: words,
        overdue: words,
      },
      unplacedByStreet: new Uint32Array(0),
    },
    alerts: {
      ...silent,
      count: 0,
      columns: { id: empty, grid: none, longitude: none, latitude: none, level: bytes, kind: bytes, state: bytes, raisedAtMs: empty },
    },
    workers: {
      ...silent,
      count: 0,
      columns: {
        id: empty,
        grid: none,
        longitude: none,
        latitude: none,
        heading: words,
        locatedAtMs: empty,
        role: bytes,
        openTasks: words,
        verifiedToday: words,
        isUnrecorded: bytes,
      },
      previousLongitude: none,
      previousLatitude: none,
      receivedAtMs: empty,
    },
    status: { ...silent, snapshot: null, nowMs: () => 0 },
    dataAges: { ...silent, value: null, failure: null },
    compared: { ...silent, value: null, failure: null },
  };
}
