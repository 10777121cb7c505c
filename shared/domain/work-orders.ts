/** 上报 → 签收 → 派单 → 处置 → 办结 → 回访; 退回, 重办. Storage and wire order: append only. */
export const WORK_ORDER_STATES = ['reported', 'accepted', 'dispatched', 'handled', 'closed', 'calledBack', 'returned', 'rework'] as const;
export type WorkOrderState = (typeof WORK_ORDER_STATES)[number];

export const WORK_ORDER_SOURCES = ['hotline12345', 'gridPatrol', 'residentForum', 'sensor', 'district'] as const;
export type WorkOrderSource = (typeof WORK_ORDER_SOURCES)[number];

/** The ten categories of resident opinion (社情民意). Append only. */
export const WORK_ORDER_CATEGORIES = [
  'property',
  'environment',
  'fireSafety',
  'parking',
  'noise',
  'elderly',
  'neighbours',
  'facilities',
  'epidemic',
  'other',
] as const;
export type WorkOrderCategory = (typeof WORK_ORDER_CATEGORIES)[number];
