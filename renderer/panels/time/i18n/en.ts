import type { SameKeys } from '../../../lib/same-keys.ts';
import type { timeZhCN } from './zh-CN.ts';

export const timeEn: SameKeys<typeof timeZhCN> = {
  past: 'Review',
  pastOf: 'Review {{moment}}',
  live: 'Today · live',
  toNow: 'Back to now',
  enter: 'Type a moment',
  enterHint: 'such as 11-22 14:05 or 14:05',
  enterWrong: 'Not a moment of the last 14 days',
  axis: 'Time axis: arrow keys move by a minute, with Shift by an hour, Page Up and Page Down by a day, Space plays',
  days: '14 days',
  dayOf: '{{date}}, coverage {{rate}}',
  step: {
    day: { back: 'Day before', forward: 'Day after' },
    hour: { back: 'Hour before', forward: 'Hour after' },
  },
  play: 'Play',
  pause: 'Pause',
  loop: 'Play the day in a loop',
  speed: 'Speed of play',
  speedOf: '{{minutes}} min/s',
  compare: {
    day: 'Beside the day before, same time',
    batch: 'Beside another batch, same time since push',
    yesterday: 'prev. day',
    hours: '+{{hours}} h',
    label: 'Course of coverage, dashed: {{other}}',
    up: '{{points}} percentage points above {{other}} ({{rate}})',
    down: '{{points}} percentage points below {{other}} ({{rate}})',
    none: 'the same as {{other}} ({{rate}})',
  },
  hint: 'Drag the axis: 14 days back',
  failed: 'This moment cannot be had: {{reason}}',
  approximate: 'Places, list marks and attempts as they are now; all else as it was',
  noHistory: 'Known as it is now only, without a history',
};
