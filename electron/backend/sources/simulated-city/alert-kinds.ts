import type { AlertKind } from '../../../../shared/domain/alerts.ts';
import { createRhythm, type Rhythm } from './rhythm.ts';

/** How one kind of alert behaves in the simulated city. */
export interface AlertHabit {
  /** Share of the day's alerts that belong to no incident. */
  readonly weight: number;
  readonly rhythm: Rhythm;
  /** Red, orange, yellow, blue. */
  readonly levelWeights: readonly [red: number, orange: number, yellow: number, blue: number];
  /** Rather in parks, malls and stations than where people live. */
  readonly inPublic: boolean;
  /** Letters that the device's number begins with. */
  readonly devicePrefix: string;
}

const FLAT = createRhythm(new Array<number>(24).fill(1));
const MEALS = createRhythm([1, 0.6, 0.5, 0.5, 0.6, 1.5, 4, 5, 3, 2, 3, 8, 8, 4, 2, 2, 4, 9, 10, 7, 4, 3, 2, 1.5]);
const DAYTIME = createRhythm([0.6, 0.4, 0.3, 0.3, 0.4, 1, 3, 6, 8, 8, 8, 7, 6, 6, 7, 7, 7, 8, 7, 6, 5, 3.5, 2, 1]);
const COMMUTE = createRhythm([1, 0.6, 0.4, 0.4, 0.6, 1.5, 4, 10, 9, 5, 4, 5, 5, 4, 4, 5, 7, 11, 11, 8, 6, 5, 3.5, 2]);
const EVENING = createRhythm([1.5, 1, 0.7, 0.6, 0.6, 1, 2, 3, 3, 3, 4, 4, 4, 4, 4, 5, 6, 8, 10, 11, 9, 6, 4, 2.5]);
const NIGHT = createRhythm([9, 10, 10, 8, 6, 3, 1, 0.6, 0.6, 0.6, 0.6, 0.6, 0.8, 0.6, 0.6, 0.6, 0.6, 0.8, 1, 1.5, 2, 3, 5, 7]);

type Levels = AlertHabit['levelWeights'];
const MINOR: Levels = [0, 0.5, 7, 92];
const USUAL: Levels = [0.15, 2.5, 20, 77];
const GRAVE: Levels = [1.2, 9, 35, 55];

function habit(weight: number, rhythm: Rhythm, levelWeights: Levels, devicePrefix: string, inPublic = false): AlertHabit {
  return { weight, rhythm, levelWeights, inPublic, devicePrefix };
}

export const ALERT_HABITS: { readonly [Kind in AlertKind]: AlertHabit } = {
  smoke: habit(6, MEALS, GRAVE, 'YG'),
  heat: habit(3, DAYTIME, USUAL, 'WG'),
  infrared: habit(7, NIGHT, USUAL, 'HW'),
  gas: habit(3, MEALS, GRAVE, 'RQ'),
  water: habit(6, FLAT, USUAL, 'SY'),
  power: habit(6, EVENING, USUAL, 'DL'),
  panicButton: habit(2, FLAT, GRAVE, 'AN'),
  faceCapture: habit(12, DAYTIME, MINOR, 'RL'),
  vehicleCapture: habit(16, COMMUTE, MINOR, 'CL'),
  visitor: habit(14, DAYTIME, MINOR, 'FK'),
  accessControl: habit(16, COMMUTE, MINOR, 'MJ'),
  crowd: habit(4, EVENING, USUAL, 'KL', true),
  fever: habit(3, DAYTIME, USUAL, 'CW', true),
  quarantineBreach: habit(2, DAYTIME, [0.6, 12, 60, 28], 'MC'),
};

/** What goes wrong for many at once: a burst gas pipe, a transformer, a water main, a fire, a crowd. */
export const INCIDENT_KINDS: readonly [AlertKind, ...AlertKind[]] = ['gas', 'power', 'water', 'smoke', 'power', 'crowd', 'heat'];
