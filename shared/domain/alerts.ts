/** The national four levels, most severe first. Storage and wire order: append only. */
export const ALERT_LEVELS = ['red', 'orange', 'yellow', 'blue'] as const;
export type AlertLevel = (typeof ALERT_LEVELS)[number];

/** What a sensor, camera or person in a compound can raise. Append only. */
export const ALERT_KINDS = [
  'smoke',
  'heat',
  'infrared',
  'gas',
  'water',
  'power',
  'panicButton',
  'faceCapture',
  'vehicleCapture',
  'visitor',
  'accessControl',
  'crowd',
  'fever',
  'quarantineBreach',
] as const;
export type AlertKind = (typeof ALERT_KINDS)[number];

/** Kinds that tell of premises, not of a person: these alone are told one by one where everybody can read them. */
export const PREMISES_ALERT_KINDS: readonly AlertKind[] = ['smoke', 'heat', 'infrared', 'gas', 'water', 'power', 'accessControl', 'crowd'];

export const ALERT_STATES = ['raised', 'acknowledged', 'closed'] as const;
export type AlertState = (typeof ALERT_STATES)[number];
