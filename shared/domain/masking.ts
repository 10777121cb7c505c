import type { PersonalKind } from '../tables/table-spec.ts';

const STAR = '*';

function keepEnds(text: string, atStart: number, atEnd: number, shortest: number): string {
  const characters = [...text];
  if (characters.length < shortest) return STAR.repeat(characters.length);
  const hidden = STAR.repeat(characters.length - atStart - atEnd);
  return characters.slice(0, atStart).join('') + hidden + characters.slice(characters.length - atEnd).join('');
}

/** 张*三, 张*; a longer name keeps its first and last character too. */
function maskName(name: string): string {
  const { length } = [...name];
  return length === 2 ? keepEnds(name, 1, 0, 2) : keepEnds(name, 1, 1, 3);
}

/** 12幢, 3号楼, 甲座: the building, and everything up to it. */
const UP_TO_BUILDING = /^.*?[0-9A-Za-z一二三四五六七八九十甲乙丙丁]+(?:幢|栋|座|号楼)/u;
/** 文秀路88号, when no building is named. Not 3组12号: there the number is one household's house. */
const UP_TO_ROAD_NUMBER = /^.*?(?:路|街|道|巷|弄|里)\d+号/u;
/** What leads on to a household: 2单元, 302室, 12-1-302, 12号. */
const HOUSEHOLD = /[0-9A-Za-z一二三四五六七八九十]+(?:单元|室|号|户|房|层|楼|-[0-9A-Za-z]).*$/u;

/** Up to the building (幢), else the road number, else without whatever looks like a door. */
function maskAddress(address: string): string {
  return UP_TO_BUILDING.exec(address)?.[0] ?? UP_TO_ROAD_NUMBER.exec(address)?.[0] ?? address.replace(HOUSEHOLD, '');
}

const MASKS: { readonly [Kind in PersonalKind]: (value: string) => string } = {
  name: maskName,
  idNumber: (value) => keepEnds(value, 4, 4, 12),
  phone: (value) => keepEnds(value, 3, 4, 9),
  address: maskAddress,
};

/**
 * How a personal value is shown everywhere: 张*三 · 3201**********1234 · 138****5678 · address to building (product.md, privacy). A value too
 * short to hide anything in is hidden whole; nothing stays nothing.
 */
export function maskPersonal(kind: PersonalKind, value: string): string {
  return MASKS[kind](value);
}
