import { ALERT_KINDS, ALERT_LEVELS, ALERT_STATES } from '../domain/alerts.ts';
import { PLACEMENTS } from '../domain/screening.ts';
import {
  compound,
  defineTable,
  grid,
  integer,
  latitude,
  longitude,
  nullable,
  oneOf,
  personal,
  street,
  text,
  time,
  type RowOf,
} from './table-spec.ts';

/** An alert (预警) raised by a sensor, camera, button or person. */
export const alertTable = defineTable({
  name: 'alert',
  source: 'alerts',
  key: 'id',
  columns: {
    id: integer,
    street,
    grid,
    placement: oneOf(PLACEMENTS),
    compound,
    kind: oneOf(ALERT_KINDS),
    level: oneOf(ALERT_LEVELS),
    state: oneOf(ALERT_STATES),
    longitude,
    latitude,
    raised_at: time,
    acknowledged_at: nullable(time),
    closed_at: nullable(time),
    address: personal('address'),
    device: text,
  },
  indexes: [['grid', 'raised_at'], ['raised_at'], ['state', 'level']],
});

export type AlertRow = RowOf<typeof alertTable>;
