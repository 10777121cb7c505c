/** The streams whose freshness is shown one by one, on screen and on paper. */
export const FRESHNESS_SOURCES = ['screening', 'alerts', 'workOrders', 'positions', 'visits', 'dataAges'] as const;
export type FreshnessSource = (typeof FRESHNESS_SOURCES)[number];
