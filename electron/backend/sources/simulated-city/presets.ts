export type PresetName = 'small' | 'city' | 'full';

/** How much happens in the simulated city; what happens is the same in every preset. */
export interface Preset {
  readonly name: PresetName;
  /** People pushed from above for screening in one day, night and noon together, on an average day. */
  readonly tasksPerDay: number;
  /** People canvassed by the streets on the demonstration's day and after it, and how much larger that list is than the day before's. */
  readonly canvassPerDay: number;
  readonly canvassGrowth: number;
  /** Size of the night batch of the day on which the simulation first starts; null leaves it to chance. */
  readonly demonstrationBatchSize: number | null;
  readonly workers: number;
  /** Share of a worker's walking stops at which the worker also checks in. */
  readonly patrolShare: number;
  readonly alertsPerDay: number;
  readonly incidentsPerDay: number;
  readonly workOrdersPerDay: number;
  readonly alertRetentionDays: number;
  /** How many times likelier than elsewhere things happen in one district, so that a small city is not equally empty everywhere. */
  readonly focus: { readonly districtCode: string; readonly factor: number } | null;
}

/** Whole days kept behind today in every table but alerts. */
export const RETENTION_DAYS = 14;

export const PRESETS: Readonly<Record<PresetName, Preset>> = {
  small: {
    name: 'small',
    tasksPerDay: 480,
    canvassPerDay: 240,
    canvassGrowth: 1,
    demonstrationBatchSize: null,
    workers: 320,
    patrolShare: 0.04,
    alertsPerDay: 130,
    incidentsPerDay: 1,
    workOrdersPerDay: 40,
    alertRetentionDays: RETENTION_DAYS,
    focus: { districtCode: '320106', factor: 12 },
  },
  city: {
    name: 'city',
    tasksPerDay: 16_500,
    canvassPerDay: 26_000,
    canvassGrowth: 1.45,
    // People tied to Wuhan that the real city verified over one night, New Year's Eve 2020.
    demonstrationBatchSize: 11_044,
    workers: 7_000,
    patrolShare: 0.06,
    alertsPerDay: 2_900,
    incidentsPerDay: 4,
    workOrdersPerDay: 600,
    alertRetentionDays: RETENTION_DAYS,
    focus: null,
  },
  full: {
    name: 'full',
    tasksPerDay: 62_000,
    canvassPerDay: 24_000,
    canvassGrowth: 1,
    demonstrationBatchSize: null,
    workers: 7_000,
    patrolShare: 0.2,
    alertsPerDay: 6_560,
    incidentsPerDay: 7,
    workOrdersPerDay: 1_500,
    alertRetentionDays: 30,
    focus: null,
  },
};
