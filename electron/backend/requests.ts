import { z } from 'zod';
import type { BackendApi, CallName } from '../../shared/contract/backend-api.ts';
import { CONSULTATION_LIMITS } from '../../shared/contract/consultation.ts';
import { LANGUAGES } from '../../shared/contract/daily-report.ts';
import { CodedError } from '../../shared/contract/errors.ts';
import type { TopicName, Topics } from '../../shared/contract/topics.ts';
import { MOST_TRACK_GRIDS, TRACK_REASON_LENGTH } from '../../shared/contract/tracks.ts';
import { AREA_LEVELS } from '../../shared/domain/areas.ts';
import { SOURCE_SETTINGS } from './sources/settings/saved-source.ts';
import { TASK_OUTCOMES } from '../../shared/domain/screening.ts';
import { DAY_MS, MINUTE_MS } from '../../shared/domain/time.ts';
import { ANNOTATION_CHANGE, FROZEN_FRAME, GEO_PLACE } from './wall/consultation-schema.ts';
import { WALL_PROGRAM, WALL_SCENE } from './wall/program-schema.ts';

/** A page is never longer: more rows would stop the window, not inform it. */
const PAGE_LIMIT = 500;
/** Nobody scrolls further; every page of a list sorts what stands before it. */
const OFFSET_LIMIT = 100_000;
/** The last moment a Date can hold. */
const LATEST_MS = 8.64e15;

const area = z.strictObject({ level: z.enum(AREA_LEVELS), index: z.int() });
const day = z
  .int()
  .min(0)
  .max(LATEST_MS / DAY_MS);
const moment = z.number().min(0).max(LATEST_MS);
/** A moment that is past; absent: now. */
const asOf = { asOfMs: z.exactOptional(moment) };
const limit = z.int().min(1).max(PAGE_LIMIT);
const offset = z.int().min(0).max(OFFSET_LIMIT);
const codes = z.array(z.int().min(0)).max(100).readonly();
const nothing = z.strictObject({});
const scope = z.discriminatedUnion('kind', [
  z.strictObject({ kind: z.literal('today') }),
  z.strictObject({ kind: z.literal('day'), day }),
  z.strictObject({ kind: z.literal('batch'), batchId: z.int() }),
  z.strictObject({ kind: z.literal('all') }),
]);
const [, ...outcomes] = TASK_OUTCOMES;
const figure = z.enum([
  'listed',
  'due',
  'dueWithoutDeferred',
  'missing',
  'pushed',
  'assigned',
  'inProgress',
  'verified',
  'verifiedOnTime',
  'unreachable',
  'deferred',
  'withdrawn',
  'overdue',
  'unplaced',
  ...outcomes,
]);
const sort = z.strictObject({
  column: z.enum(['urgency', 'dueAt', 'state', 'grid', 'verifiedAt', 'attempts']),
  descending: z.boolean(),
});
const language = z.enum(LANGUAGES);
const trackRequest = z.strictObject({
  subject: z.discriminatedUnion('kind', [
    z.strictObject({ kind: z.literal('worker'), workerId: z.int() }),
    z.strictObject({ kind: z.literal('grids'), grids: z.array(z.int()).min(1).max(MOST_TRACK_GRIDS).readonly() }),
  ]),
  day,
  reason: z.string().trim().min(TRACK_REASON_LENGTH.least).max(TRACK_REASON_LENGTH.most),
});
const reportRequest = z.strictObject({
  areaCode: z.string().max(64),
  day,
  cutoffMinute: z
    .int()
    .min(0)
    .max(DAY_MS / MINUTE_MS),
  language,
});
/** As somebody typed it. */
const recoveryKey = z.string().max(200);
/** Credentials and certificates are files of a few kilobytes. */
const fileText = z
  .string()
  .max(256 * 1024)
  .nullable();
const sourceChange = z.strictObject({ settings: SOURCE_SETTINGS, secret: fileText, rootCertificate: fileText });
/** A name and no path: it is put into a folder of ours. */
const fileName = z
  .string()
  .max(120)
  .regex(/^[^/\\\0:.][^/\\\0:]*$/);
const LARGEST_FILE_BYTES = 8 * 1024 ** 3;
const LARGEST_PART_BYTES = 2 * 1024 ** 2;
const reportNumber = z.strictObject({ number: z.string().min(1).max(64) });

/** What each call takes: a client is trusted to be who its host says, not to be right. */
const REQUESTS: { readonly [Name in CallName]: z.ZodType<BackendApi[Name]['request']> } = {
  session: z.strictObject({ contractVersion: z.int() }),
  areaCounts: z.strictObject({ area, scope, ...asOf }),
  areaCountsAsOf: z.strictObject({ area, day, asOfMs: moment }),
  gridCountsAsOf: z.strictObject({ area, scope, asOfMs: moment }),
  gridDataAges: z.strictObject({ area }),
  standAt: z.strictObject({ scope, atMs: moment, alertsSinceMs: moment }),
  batchCoverage: z.strictObject({ area, ...asOf }),
  trend: z.strictObject({ area, days: z.int().min(1).max(62), ...asOf }),
  dayAxis: z.strictObject({ area, day }),
  coverageCurve: z.strictObject({ area, scope, fromMs: moment }),
  gridDetail: z.strictObject({ grid: z.int(), scope, ...asOf }),
  tasks: z.strictObject({ area, scope, figure, text: z.exactOptional(z.string().max(100)), sort, offset, limit, ...asOf }),
  alerts: z.strictObject({
    area,
    raisedFromMs: moment,
    raisedToMs: moment,
    levels: codes,
    kinds: codes,
    states: codes,
    offset,
    limit,
    ...asOf,
  }),
  workOrders: z.strictObject({ area, figure: z.enum(['all', 'open', 'overdue', 'closed']), offset, limit, ...asOf }),
  workers: z.strictObject({ area, ...asOf }),
  timeline: z.strictObject({ area, fromMs: moment, toMs: moment, limit, ...asOf }),
  openTracks: trackRequest,
  printTracks: trackRequest.extend({ onlyWorkerId: z.int().nullable(), language }),
  trackEvidence: reportNumber,
  search: z.strictObject({ text: z.string().max(100), limit: z.int().min(1).max(100) }),
  previewReport: reportRequest,
  freezeReport: reportRequest,
  frozenReports: z.strictObject({ limit }),
  frozenReport: reportNumber,
  printReport: reportNumber,
  settings: nothing,
  retrySource: nothing,
  rebuildReplica: nothing,
  previewImport: nothing,
  receiveImport: z.strictObject({
    name: fileName,
    offset: z.int().min(0),
    size: z.int().min(1).max(LARGEST_FILE_BYTES),
    bytes: z.instanceof(Uint8Array).refine((bytes) => bytes.length > 0 && bytes.length <= LARGEST_PART_BYTES),
  }),
  discardImport: z.strictObject({ name: fileName }),
  applyImport: z.strictObject({ digest: z.string().regex(/^[0-9a-f]{64}$/) }),
  retryQuarantine: z.strictObject({ row: z.strictObject({ table: z.string().max(100), key: z.string().max(100) }).nullable() }),
  quarantine: z.strictObject({ offset, limit }),
  replicationHistory: nothing,
  replicaStorage: nothing,
  exportDiagnostics: nothing,
  sourceSettings: nothing,
  testSource: sourceChange,
  saveSource: sourceChange,
  searchOffices: z.strictObject({ text: z.string().max(100) }),
  saveSetting: z.strictObject({ key: z.string().regex(/^[a-z][A-Za-z0-9.]{0,63}$/), value: z.unknown().default(undefined) }),
  officeLock: nothing,
  recoverOffice: z.discriminatedUnion('way', [
    z.strictObject({ way: z.literal('retry') }),
    z.strictObject({ way: z.literal('recovery-key'), recoveryKey, from: z.enum(['office', 'backup']) }),
    z.strictObject({ way: z.literal('start-new') }),
  ]),
  createRecoveryKey: nothing,
  keepRecoveryKey: z.strictObject({ recoveryKey }),
  wallDay: nothing,
  wallSettings: nothing,
  saveWallProgram: z.strictObject({ program: WALL_PROGRAM.nullable() }),
  pinOnWall: z.strictObject({ scene: WALL_SCENE.nullable() }),
  showFrame: z.strictObject({ frame: FROZEN_FRAME.nullable() }),
  pointOnWall: z.strictObject({ place: GEO_PLACE.nullable() }),
  annotate: z.strictObject({ change: ANNOTATION_CHANGE }),
  consultationRecord: nothing,
  printMinutes: z.strictObject({ language }),
  minutes: reportNumber,
  noteStep: z.strictObject({ step: z.int().min(1), note: z.string().max(CONSULTATION_LIMITS.note) }),
  frozenWall: nothing,
};

/** The same for every call that there is. */
export function forEveryCall<Value>(value: Value): { readonly [Name in CallName]: Value } {
  // The table of requests has a row a call, and nothing else.
  return Object.fromEntries(Object.keys(REQUESTS).map((name) => [name, value])) as { [Name in CallName]: Value };
}

const TOPIC_PARAMS: { readonly [Name in TopicName]: z.ZodType<Topics[Name]['params']> } = {
  coverage: z.strictObject({ scope }),
  alerts: nothing,
  workers: nothing,
  status: nothing,
  wall: nothing,
  consultation: nothing,
};

function parsed<Value>(schema: z.ZodType<Value>, value: unknown, what: string): Value {
  const result = schema.safeParse(value);
  if (result.success) return result.data;
  const [issue] = result.error.issues;
  // Where, not what: the value may be a person's.
  throw new CodedError('invalid-request', `${what} is not understood`, { at: issue?.path.join('.') ?? '', problem: issue?.code ?? '' });
}

/** @throws CodedError `invalid-request` */
export function parseRequest<Name extends CallName>(name: Name, request: unknown): BackendApi[Name]['request'] {
  return parsed<BackendApi[Name]['request']>(REQUESTS[name], request, `the request of ${name}`);
}

/** @throws CodedError `unknown-topic`, `invalid-request` */
export function parseTopicParams<Name extends TopicName>(name: Name, params: unknown): Topics[Name]['params'] {
  if (!Object.hasOwn(TOPIC_PARAMS, name)) throw new CodedError('unknown-topic', 'no such topic');
  return parsed<Topics[Name]['params']>(TOPIC_PARAMS[name], params, `the parameters of ${name}`);
}
