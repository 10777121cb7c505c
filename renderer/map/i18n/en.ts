import type { onMapZhCN } from './zh-CN.ts';

type SameKeys<T> = { readonly [Key in keyof T]: T[Key] extends string ? string : SameKeys<T[Key]> };

export const onMapEn: SameKeys<typeof onMapZhCN> = {
  canvas: 'Map: arrow keys move the grid cursor, Enter selects or drills in, plus and minus zoom',
  attribution: 'Simulated city · grid and street borders are simulated · {{grids}} grids',
  fontMissing: 'Font file not readable: names are in the system font',
  scale: 'Scale: {{length}}',
  length: { meters: '{{value}} m', kilometers: '{{value}} km', squareMeters: '{{value}} m²', squareKilometers: '{{value}} km²' },
  layer: { coverage: 'Screening coverage', alerts: 'Alerts', workers: 'Workers', tracks: 'Tracks' },
  coverage: { withDeferred: 'Coverage · with deferred', withoutDeferred: 'Coverage · without deferred' },
  legend: {
    noData: 'No data',
    nothingDue: 'Nothing due',
    dedicated: 'Dedicated grid',
    onDuty: 'On duty',
    stale: 'Over 10 minutes',
    stops: 'Stops',
    gaps: 'No signal',
  },
  tooltip: {
    verifiedDue: 'Verified / due',
    overdue: 'Overdue',
    onDuty: 'On duty',
    alerts: '{{count}} alerts',
    raisedAt: 'Raised',
    state: 'State',
    kind: 'Kind',
    worker: 'Worker',
    workers: '{{count}} workers',
    openTasks: 'Open tasks',
    verifiedToday: 'Verified today',
    positionAge: 'Position',
    stale: 'No update for over 10 minutes',
    stop: 'Stop',
    stopFrom: 'From',
    stopFor: 'For',
  },
  failure: {
    'webgl-missing': 'This computer offers no WebGL, so the map cannot be drawn. Update the graphics driver or allow software rendering.',
    'context-lost': 'The graphics card was reset; the map is coming back by itself.',
    'map-failed': 'The map did not start. Please try again; the other panels work.',
    retry: 'Try again',
  },
};
