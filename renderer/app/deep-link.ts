import type { City } from '../../shared/city/city.ts';
import { AREA_LEVELS, type AreaRef, WHOLE_CITY, areaCode } from '../../shared/domain/areas.ts';
import type { BatchScope } from '../../shared/domain/figures.ts';
import { LAYER_IDS, type LayerId } from '../../shared/domain/layers.ts';
import { METRIC_IDS, type MetricId } from '../../shared/domain/metrics.ts';
import { RATE_RULES, type RateRule } from '../../shared/domain/rates.ts';
import { formatDateTime, formatDay, parseDay, startOfDay } from '../../shared/domain/time.ts';
import { type Classing, CLASSING_METHODS } from '../../shared/domain/classing.ts';
import type { CameraPosition } from '../stores/camera.store.ts';
import type { SecondView } from '../stores/second-map.store.ts';
import { formatPicked, parsePicked, type PickedLink } from './picked-link.ts';

/**
 * What a link says: areas go by code, since an index is only valid within one version of the city. Absent parts stay as they are, but for the
 * moment, the picked grids and the second map: without them it is now, nothing is picked, and there is one map.
 */
export interface DeepLink {
  readonly code: string;
  readonly scope?: BatchScope;
  /** What a batch is compared with, where it is not the one before. */
  readonly comparedBatchId?: number;
  readonly rule?: RateRule;
  readonly metric?: MetricId;
  /** Of the metric; breaks only where they are set by hand. */
  readonly classing?: Classing;
  readonly layers?: readonly LayerId[];
  readonly camera?: CameraPosition;
  /** The moment that is looked back to; absent: now. */
  readonly atMs?: number;
  readonly picked?: PickedLink;
  /** What the map beside shows. */
  readonly second?: SecondView;
}

const PREFIX = '#/area/';
const BATCH_ID = /^\d{1,15}$/;

/** `#/area/320106009?scope=today&rule=withDeferred&metric=overdue&classes=manual:1,3&layers=coverage,alerts&map=118.76,32.08,13.5&at=2026-11-23T17:58:24&picked=…&second=coverage@yesterday`. */
export function formatDeepLink(link: DeepLink): string {
  const parts: string[] = [];
  if (link.scope !== undefined) parts.push(`scope=${formatScope(link.scope)}`);
  if (link.comparedBatchId !== undefined) parts.push(`against=${link.comparedBatchId}`);
  if (link.rule !== undefined) parts.push(`rule=${link.rule}`);
  if (link.metric !== undefined) parts.push(`metric=${link.metric}`);
  if (link.classing !== undefined) parts.push(`classes=${formatClassing(link.classing)}`);
  if (link.layers !== undefined) parts.push(`layers=${link.layers.join(',')}`);
  if (link.camera !== undefined) {
    const { longitude, latitude, zoom } = link.camera;
    parts.push(`map=${longitude.toFixed(5)},${latitude.toFixed(5)},${zoom.toFixed(2)}`);
  }
  if (link.atMs !== undefined) parts.push(`at=${formatMoment(link.atMs)}`);
  const picked = link.picked === undefined ? null : formatPicked(link.picked);
  if (picked !== null) parts.push(`picked=${picked}`);
  if (link.second !== undefined) parts.push(`second=${formatSecond(link.second)}`);
  const query = parts.length === 0 ? '' : `?${parts.join('&')}`;
  return `${PREFIX}${encodeURIComponent(link.code)}${query}`;
}

/** The part of a text that is a link to an area, wherever it was copied from; null when there is none. */
export function linkIn(text: string): string | null {
  const at = text.indexOf(PREFIX);
  const hash = at < 0 ? '' : (/^\S+/.exec(text.slice(at))?.[0] ?? '');
  return parseDeepLink(hash) === null ? null : hash;
}

/** Null when the hash is not a link to an area; parts that are not understood are left out. */
export function parseDeepLink(hash: string): DeepLink | null {
  if (!hash.startsWith(PREFIX)) return null;
  const [path = '', query = ''] = hash.slice(PREFIX.length).split('?', 2);
  const code = decode(path);
  if (code === '') return null;
  const params = new URLSearchParams(query);
  const scope = parseScope(params.get('scope') ?? '');
  const against = params.get('against') ?? '';
  const rule = RATE_RULES.find((candidate) => candidate === params.get('rule'));
  const metric = parseMetric(params.get('metric') ?? '');
  const classing = parseClassing(params.get('classes') ?? '');
  const layers = params.get('layers')?.split(',');
  const camera = parseCamera(params.get('map') ?? '');
  const atMs = parseMoment(params.get('at') ?? '');
  const picked = parsePicked(params.get('picked') ?? '');
  const second = parseSecond(params.get('second') ?? '');
  return {
    code,
    ...(scope === null ? {} : { scope }),
    ...(BATCH_ID.test(against) ? { comparedBatchId: Number(against) } : {}),
    ...(rule === undefined ? {} : { rule }),
    ...(metric === null ? {} : { metric }),
    ...(classing === null ? {} : { classing }),
    ...(layers === undefined ? {} : { layers: LAYER_IDS.filter((id) => layers.includes(id)) }),
    ...(camera === null ? {} : { camera }),
    ...(atMs === null ? {} : { atMs }),
    ...(picked === null ? {} : { picked }),
    ...(second === null ? {} : { second }),
  };
}

/** The area of a code, null when this version of the city has none: codes are compared as text, never computed with. */
export function findArea(city: City, code: string): AreaRef | null {
  if (code === areaCode(city, WHOLE_CITY)) return WHOLE_CITY;
  const tables = { district: city.districts, street: city.streets, community: city.communities, grid: city.grids };
  for (const level of AREA_LEVELS) {
    if (level === 'city') continue;
    const index = tables[level].code.indexOf(code);
    if (index >= 0) return { level, index };
  }
  return null;
}

function formatScope(scope: BatchScope): string {
  switch (scope.kind) {
    case 'day':
      return `day:${formatDay(scope.day)}`;
    case 'batch':
      return `batch:${scope.batchId}`;
    default:
      return scope.kind;
  }
}

function parseScope(text: string): BatchScope | null {
  if (text === 'today' || text === 'all') return { kind: text };
  const [kind, value = ''] = text.split(':', 2);
  if (kind === 'day') {
    const day = parseDay(value);
    return day === null ? null : { kind: 'day', day };
  }
  return kind === 'batch' && BATCH_ID.test(value) ? { kind: 'batch', batchId: Number(value) } : null;
}

/** `quantile`, `manual:0.6,0.75`. */
function formatClassing({ method, manualBreaks }: Classing): string {
  return method === 'manual' ? `${method}:${manualBreaks.join(',')}` : method;
}

function parseClassing(text: string): Classing | null {
  const [name = '', values = ''] = text.split(':', 2);
  const method = CLASSING_METHODS.find((candidate) => candidate === name);
  if (method === undefined || (method === 'manual' && values === '')) return null;
  const manualBreaks = method === 'manual' ? values.split(',').map(Number) : [];
  return manualBreaks.every(Number.isFinite) ? { method, manualBreaks } : null;
}

function parseCamera(text: string): CameraPosition | null {
  const [longitude = Number.NaN, latitude = Number.NaN, zoom = Number.NaN] = text.split(',').map(Number);
  const isOnEarth = Math.abs(longitude) <= 180 && Math.abs(latitude) <= 85 && zoom >= 0 && zoom <= 24;
  return text !== '' && isOnEarth ? { longitude, latitude, zoom } : null;
}

function parseMetric(text: string): MetricId | null {
  return METRIC_IDS.find((candidate) => candidate === text) ?? null;
}

/** `overdue@same`, `coverage@yesterday`, `coverage@2026-11-22T16:30:00`. */
function formatSecond({ metric, moment }: SecondView): string {
  return `${metric}@${moment.kind === 'at' ? formatMoment(moment.atMs) : moment.kind}`;
}

function parseSecond(text: string): SecondView | null {
  const [name = '', when = ''] = text.split('@', 2);
  const metric = parseMetric(name);
  const atMs = parseMoment(when);
  if (metric === null) return null;
  if (when === 'same' || when === 'yesterday' || when === 'otherBatch') return { metric, moment: { kind: when } };
  return atMs === null ? null : { metric, moment: { kind: 'at', atMs } };
}

/** `2026-11-23T17:58:24` in the city's civil time. */
function formatMoment(atMs: number): string {
  return formatDateTime(atMs).replace(' ', 'T');
}

function parseMoment(text: string): number | null {
  const [date = '', time = ''] = text.split('T', 2);
  const day = parseDay(date);
  const match = /^([01]\d|2[0-3]):([0-5]\d):([0-5]\d)$/.exec(time);
  if (day === null || match === null) return null;
  return startOfDay(day) + ((Number(match[1]) * 60 + Number(match[2])) * 60 + Number(match[3])) * 1000;
}

function decode(text: string): string {
  try {
    return decodeURIComponent(text);
  } catch {
    return '';
  }
}
