import { DARK_COVERAGE } from '../../../shared/domain/palettes.ts';

/** Alerts in an hour, by class of WALL_HOUR_FROM: the more, the brighter; the ramp of the alerts' density on the console. */
export const HOUR_COLORS: readonly string[] = ['#131F30', '#7A1F5A', '#DB2777', '#FFB3DA'];
/** The hour of the loop that the map shows, among the bars of all. */
export const SHOWN_HOUR = '#DB2777';
/** A grid where nothing is due. */
export const NOTHING_DUE = '#101B2B';
/** Bars of the race by class of the rate: those behind as on the map, the third brighter, since a bar is thin; who is in time looks calm. */
export const BAR_COLORS: readonly string[] = [...DARK_COVERAGE.classes.slice(0, 2), '#D9705E', '#5DA5D8', '#5DA5D8'];
/** What the map draws where a rate has no data or may not be told, as a CSS background. */
export const HATCH = `repeating-linear-gradient(135deg, ${DARK_COVERAGE.noData} 0 0.06rem, transparent 0.06rem 0.26rem)`;
