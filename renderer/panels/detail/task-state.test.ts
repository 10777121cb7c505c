import i18next from 'i18next';
import { describe, expect, it } from 'vitest';
import type { TaskListRow } from '../../../shared/contract/backend-api.ts';
import { TASK_OUTCOMES, TASK_STATES } from '../../../shared/domain/screening.ts';
import { MINUTE_MS } from '../../../shared/domain/time.ts';
import { startI18n } from '../../app/i18n/i18n.ts';
import { wordsOf } from '../../lib/use-words.ts';
import { taskStateChip } from './task-state.ts';

startI18n();
const words = wordsOf(i18next.t, 'zh-CN');
const NOW = Date.parse('2026-11-23T17:58:00+08:00');

function task(change: Partial<TaskListRow>): TaskListRow {
  return {
    id: 1,
    batchCode: '1123-1',
    grid: 3,
    placement: 0,
    state: 0,
    outcome: 0,
    listMark: 0,
    personKind: 0,
    personName: '张*三',
    idNumber: '',
    phone: '',
    address: '',
    workerName: '',
    attempts: 0,
    pushedAtMs: NOW - 600 * MINUTE_MS,
    dueAtMs: NOW + MINUTE_MS,
    verifiedAtMs: null,
    ...change,
  };
}
const chip = (change: Partial<TaskListRow>) => taskStateChip(task(change), NOW, words);
const state = (name: (typeof TASK_STATES)[number]) => TASK_STATES.indexOf(name);

describe("a task's chip", () => {
  it('tells how late an open task is, and nothing of lateness before', () => {
    expect(chip({ state: state('assigned'), dueAtMs: NOW - 134 * MINUTE_MS })).toEqual({ tone: 'late', text: '超时 2 时 14 分' });
    expect(chip({ state: state('inProgress') })).toEqual({ tone: 'active', text: '核实中' });
  });

  it('names the outcome of a verified task, however late it is now', () => {
    const outcome = TASK_OUTCOMES.indexOf('nucleicAcidTest');
    expect(chip({ state: state('verified'), outcome, dueAtMs: NOW - MINUTE_MS })).toEqual({ tone: 'done', text: '核酸检测' });
  });

  it('counts the attempts at an unreachable person', () => {
    expect(chip({ state: state('unreachable'), attempts: 3 })).toEqual({ tone: 'quiet', text: '失联 3次' });
  });

  it('never calls deferred or withdrawn tasks late', () => {
    for (const name of ['deferred', 'withdrawn'] as const) {
      expect(chip({ state: state(name), dueAtMs: NOW - MINUTE_MS }).tone).toBe('quiet');
    }
  });
});
