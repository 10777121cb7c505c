import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, expect, it } from 'vitest';
import { CONSULTATION_LIMITS, type AnnotationShape, type FrozenFrame } from '../../../shared/contract/consultation.ts';
import { DatabaseKey } from '../db/database-key.ts';
import { openOffice, type Office } from '../db/office/office.ts';
import { ManualClock } from '../manual-clock.ts';
import { ConsultationKeeper } from './consultation-keeper.ts';

const NOW_MS = 1_795_399_200_000;
const FRAME: FrozenFrame = { title: '', asOfMs: NOW_MS, areaCode: '320106', view: null, grids: [4, 7] };
const PLACE = { longitude: 118.8, latitude: 32.1 };
const ARROW: AnnotationShape = { kind: 'arrow', from: PLACE, to: { longitude: 118.9, latitude: 32.1 } };
const BY = { user: 'duty', atMs: NOW_MS };

let folder = '';
let office: Office;
let clock: ManualClock;
let changes = 0;

beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'consultation-'));
  office = openOffice({ folder, key: DatabaseKey.random(), nowMs: NOW_MS });
  clock = new ManualClock(NOW_MS);
  changes = 0;
});
afterEach(() => {
  office.close();
  rmSync(folder, { recursive: true, force: true });
});

const open = (): ConsultationKeeper => new ConsultationKeeper(office.settings, clock, () => void (changes += 1));

it('shows nothing until a frame is shown, and goes on with it after the backend was started again', () => {
  const keeper = open();
  expect(keeper.current).toEqual({ frame: null, annotations: [], pointer: null });
  keeper.showFrame(FRAME, BY);
  keeper.annotate({ kind: 'draw', shape: ARROW }, BY);
  const again = open();
  expect(again.current).toEqual({ frame: FRAME, annotations: [{ number: 1, drawnAtMs: NOW_MS, shape: ARROW }], pointer: null });
  again.showFrame(null, BY);
  expect(open().current).toEqual({ frame: null, annotations: [], pointer: null });
});

it('keeps what was drawn when another frame is shown, takes the last one back, and all of them', () => {
  const keeper = open();
  keeper.showFrame(FRAME, BY);
  for (let count = 0; count < 3; count++) keeper.annotate({ kind: 'draw', shape: ARROW }, { ...BY, atMs: NOW_MS + count });
  keeper.showFrame({ ...FRAME, areaCode: '' }, BY);
  keeper.annotate({ kind: 'undo' }, BY);
  expect(keeper.current.annotations.map(({ number, drawnAtMs }) => [number, drawnAtMs - NOW_MS])).toEqual([
    [1, 0],
    [2, 1],
  ]);
  keeper.annotate({ kind: 'clear' }, BY);
  expect(keeper.current.annotations).toEqual([]);
});

it('refuses to draw without a consultation, and more than it has room for', () => {
  const keeper = open();
  expect(() => keeper.annotate({ kind: 'draw', shape: ARROW }, BY)).toThrow('no consultation');
  keeper.showFrame(FRAME, BY);
  for (let count = 0; count < CONSULTATION_LIMITS.annotations; count++) keeper.annotate({ kind: 'draw', shape: ARROW }, BY);
  expect(() => keeper.annotate({ kind: 'draw', shape: ARROW }, BY)).toThrow('no room');
  expect(keeper.current.annotations.length).toBe(CONSULTATION_LIMITS.annotations);
});

it('keeps each frame as a step with what was drawn by then and its note, and the record after the end until the next begins', () => {
  const keeper = open();
  keeper.showFrame(FRAME, BY);
  keeper.annotate({ kind: 'draw', shape: ARROW }, BY);
  keeper.showFrame({ ...FRAME, title: '第二步' }, { ...BY, atMs: NOW_MS + 1000 });
  keeper.annotate({ kind: 'clear' }, BY);
  keeper.note(1, '先查高层', BY);
  keeper.showFrame(null, { ...BY, atMs: NOW_MS + 2000 });
  expect(keeper.current.frame).toBeNull();
  const record = open().record;
  expect([record?.startedAtMs, record?.endedAtMs]).toEqual([NOW_MS, NOW_MS + 2000]);
  expect(
    record?.steps.map(({ number, shownAtMs, frame, annotations, note }) => [
      number,
      shownAtMs - NOW_MS,
      frame.title,
      annotations.length,
      note,
    ]),
  ).toEqual([
    [1, 0, '', 1, '先查高层'],
    [2, 1000, '第二步', 0, ''],
  ]);
  expect(() => keeper.note(3, 'x', BY)).toThrow('no such step');
  keeper.showFrame(FRAME, BY);
  expect(keeper.record?.steps.length).toBe(1);
});

it('has room for forty steps', () => {
  const keeper = open();
  for (let count = 0; count < CONSULTATION_LIMITS.steps; count++) keeper.showFrame(FRAME, BY);
  expect(() => keeper.showFrame(FRAME, BY)).toThrow('no room');
});

it('puts a pointer away of which it heard nothing for three seconds, and has none without a frame', () => {
  const keeper = open();
  keeper.point(PLACE);
  expect([keeper.current.pointer, changes]).toEqual([null, 0]);
  keeper.showFrame(FRAME, BY);
  keeper.point(PLACE);
  clock.advance(2000);
  keeper.point(PLACE);
  clock.advance(2000);
  expect(keeper.current.pointer).toEqual(PLACE);
  clock.advance(1000);
  expect(keeper.current.pointer).toBeNull();
  keeper.point(PLACE);
  keeper.close();
  expect(clock.pendingTimers).toBe(0);
});

it('passes over what another version saved', () => {
  office.settings.save('consultation', { startedAtMs: 'now' }, BY);
  expect(open().current.frame).toBeNull();
});
