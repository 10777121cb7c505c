import { pinyin } from 'pinyin-pro';
import { formatDay, type DayNumber } from '../../../shared/domain/time.ts';

const DIVISION_WORD = /(?:街道|新区|镇|区|市)$/;

/** Pinyin initials of a name without its division word: 鼓楼区 → GL. Two areas can share them, as 江宁 and 建宁路 do not. */
function areaMark(name: string): string {
  const proper = name.replace(DIVISION_WORD, '');
  const initials = pinyin(proper === '' ? name : proper, { pattern: 'first', toneType: 'none', type: 'array', nonZh: 'removed' });
  return initials.join('').toUpperCase();
}

/** `20261123`: a day as it stands in the number of a document. */
export function dayMark(day: DayNumber): string {
  return formatDay(day).replaceAll('-', '');
}

/** `GL-RB-20261123-`: what all numbers of this report, area name and day begin with; the running number follows. */
export function reportNumberPrefix(areaName: string, reportMark: string, day: DayNumber): string {
  return `${areaMark(areaName)}-${reportMark}-${dayMark(day)}-`;
}
