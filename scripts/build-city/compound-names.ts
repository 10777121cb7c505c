/** Invented names of residential compounds. */
import { at } from './basics.ts';
import type { Random } from './random.ts';

const FIRST = [
  '云锦',
  '梧桐',
  '金陵',
  '雨花',
  '紫金',
  '凤鸣',
  '翠屏',
  '明月',
  '秀水',
  '银杏',
  '丹桂',
  '瑞景',
  '和泰',
  '锦绣',
  '清源',
  '松涛',
  '竹溪',
  '兰亭',
  '芳草',
  '碧波',
  '江畔',
  '白鹭',
  '青荷',
  '星河',
  '晨光',
  '康泰',
  '安澜',
  '望江',
  '听涛',
  '石城',
  '龙吟',
  '凤凰',
  '枫林',
  '香樟',
  '玉兰',
  '海棠',
  '蔷薇',
  '文澜',
  '书香',
  '馨宁',
  '德盈',
  '祥瑞',
  '金域',
  '诗画',
  '天润',
  '华庭',
  '东方',
  '西堤',
  '南湖',
  '北苑',
  '盛景',
  '怡和',
  '乐居',
  '嘉禾',
  '春晓',
  '夏荫',
  '秋实',
  '冬青',
  '静雅',
  '景明',
] as const;
const LAST = [
  '苑',
  '花园',
  '家园',
  '新村',
  '小区',
  '雅居',
  '名邸',
  '公寓',
  '新苑',
  '府',
  '湾',
  '里',
  '庭',
  '轩',
  '城',
  '阁',
  '山庄',
  '华府',
  '坊',
  '嘉园',
] as const;
const PART = ['', '', '', '', '东区', '西区', '一期', '二期', '南苑', '北苑'] as const;

/** A name not yet in `taken`, which it joins. */
export function inventCompoundName(taken: Set<string>, random: Random): string {
  for (;;) {
    const name = at(FIRST, random.below(FIRST.length)) + at(LAST, random.below(LAST.length)) + at(PART, random.below(PART.length));
    if (taken.has(name)) continue;
    taken.add(name);
    return name;
  }
}
