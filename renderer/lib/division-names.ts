const DIVISION_WORD = /(?:街道|社区居民委员会|社区居委会|村民委员会|居委会|村委会|社区|新区|区|镇)$/;

/** `鼓楼` of 鼓楼区: for maps, where the word for the kind of division takes room and says nothing. */
export function withoutDivisionWord(name: string): string {
  return name.replace(DIVISION_WORD, '');
}
