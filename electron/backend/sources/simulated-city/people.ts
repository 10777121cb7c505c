import { Dice } from './random.ts';

/**
 * People who do not exist, with every field that masking needs. Names are put together from lists of syllables; ID numbers carry a valid
 * check digit behind an area prefix that no authority issues (…90 to …99 of a prefecture); phones begin with unassigned prefixes.
 */
interface Person {
  readonly name: string;
  readonly idNumber: string;
  readonly phone: string;
}

const SURNAMES = [
  ...'王李张刘陈杨赵黄周吴徐孙胡朱高林何郭马罗梁宋郑谢韩唐冯于董萧程曹袁邓许傅沈曾彭吕苏卢蒋蔡贾丁魏薛叶阎',
  ...'余潘杜戴夏钟汪田任姜范方石姚谭廖邹熊金陆郝孔白崔康毛邱秦江史顾侯邵孟龙万段雷钱汤尹黎易常武乔贺赖龚文',
  '欧阳',
  '诸葛',
  '上官',
  '司徒',
  '夏侯',
  '东方',
] as const;
const GIVEN_FIRST = [
  ...'子文志建国永春秋雨思宇晓海明立俊佳家欣若梦诗一可嘉泽浩景云雪素静玉兰秀美丽桂凤金红月光荣德正世兴学庆长宏',
] as const;
const GIVEN_LAST_MALE = [...'伟强军杰涛斌鹏辉健峰龙波刚毅凯旭晨轩然博宁安平林松柏川江山亮超磊鑫洋坤霖恒钧'] as const;
const GIVEN_LAST_FEMALE = [...'芳娜敏静丽娟艳霞萍玲燕琴洁婷颖慧莹雯倩蓉菲妍琳璐瑶怡悦欣彤涵萱蕾莉岚筠'] as const;

/** 南京 first, then the prefectures of other cities; each followed by a county number of 90 … 99 that does not exist. */
const HOME_PREFECTURE = '3201';
const OTHER_PREFECTURES = [
  '3401',
  '3402',
  '3203',
  '3206',
  '3210',
  '3311',
  '4101',
  '4201',
  '4301',
  '3601',
  '5101',
  '6101',
  '3701',
  '1301',
  '4401',
] as const;
const UNASSIGNED_PHONE_PREFIXES = ['154', '160', '161', '163', '164', '168', '169'] as const;

/** GB 11643-1999: weights 2^(17 − i) mod 11 and the check characters of the remainders. */
const CHECK_WEIGHTS = [7, 9, 10, 5, 8, 4, 2, 1, 6, 3, 7, 9, 10, 5, 8, 4, 2] as const;
const CHECK_CHARACTERS = '10X98765432';

export function idCheckCharacter(first17: string): string {
  let sum = 0;
  for (const [index, weight] of CHECK_WEIGHTS.entries()) sum += weight * (first17.charCodeAt(index) - 48);
  return CHECK_CHARACTERS.charAt(sum % 11);
}

function twoDigits(value: number): string {
  return value < 10 ? `0${value}` : String(value);
}

function drawName(dice: Dice, isFemale: boolean): string {
  // The lists are not empty, so an index below their length always finds an entry.
  const at = (list: readonly string[]): string => list[dice.below(list.length)] ?? '';
  const surname = at(SURNAMES);
  const last = at(isFemale ? GIVEN_LAST_FEMALE : GIVEN_LAST_MALE);
  return dice.chance(0.2) ? surname + last : surname + at(GIVEN_FIRST) + last;
}

function drawIdNumber(dice: Dice, isFemale: boolean): string {
  const prefecture = dice.chance(0.6) ? HOME_PREFECTURE : dice.pick(OTHER_PREFECTURES);
  const year = 2019 - Math.floor(82 * dice.unit() ** 1.3);
  const birthday = `${year}${twoDigits(1 + dice.below(12))}${twoDigits(1 + dice.below(28))}`;
  const sequence = String(dice.below(500) * 2 + (isFemale ? 0 : 1)).padStart(3, '0');
  const first17 = `${prefecture}${90 + dice.below(10)}${birthday}${sequence}`;
  return first17 + idCheckCharacter(first17);
}

function drawPhone(dice: Dice): string {
  return dice.pick(UNASSIGNED_PHONE_PREFIXES) + String(dice.below(100_000_000)).padStart(8, '0');
}

const dice = new Dice();

/** The person that these bits stand for, always the same one. */
export function personOf(bits: number): Person {
  dice.reset(bits);
  const isFemale = dice.chance(0.49);
  return { name: drawName(dice, isFemale), idNumber: drawIdNumber(dice, isFemale), phone: drawPhone(dice) };
}
