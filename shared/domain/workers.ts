/** 网格员, 网格长, 社工. Storage and wire order: append only. */
export const WORKER_ROLES = ['gridWorker', 'gridLeader', 'socialWorker'] as const;

/** Why a worker was at a door. */
export const VISIT_KINDS = ['screening', 'patrol', 'followUp', 'service'] as const;

/** A position older than this is shown grey: the worker may be off the network. */
export const POSITION_STALE_MS = 10 * 60_000;
