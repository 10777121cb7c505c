/**
 * The life of a screening task (排查任务). The order of each list is the storage and wire order: append only.
 */
export const TASK_STATES = ['pushed', 'assigned', 'inProgress', 'verified', 'unreachable', 'deferred', 'withdrawn'] as const;
export type TaskState = (typeof TASK_STATES)[number];

/** The one outcome of a verified task; `none` while it is not verified. */
export const TASK_OUTCOMES = [
  'none',
  'homeObservation',
  'centralisedIsolation',
  'nucleicAcidTest',
  'healthMonitoring',
  'cleared',
  'notInCity',
  'transferred',
] as const;

/** Whether a record was matched to exactly one grid; the two others are "unplaced" (未落格), counted in the open. */
export const PLACEMENTS = ['placed', 'none', 'ambiguous'] as const;
export type Placement = (typeof PLACEMENTS)[number];

/** Why a task is in the list twice, or left it: batch reconciliation between pushes. */
export const LIST_MARKS = ['listed', 'duplicate', 'transferredIn'] as const;

export const PERSON_KINDS = ['arrival', 'closeContact', 'secondaryContact', 'keyPerson', 'canvassed'] as const;
