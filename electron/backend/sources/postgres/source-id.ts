const PREFIX = 'postgres:';

/** A replica filled for one area continues nothing of another. */
export function sourceIdOf(areaCode: string): string {
  return `${PREFIX}${areaCode}`;
}

/** Code of the area whose rows a source sends, by its id; null for one that is not of this kind. */
export function areaCodeOfSource(sourceId: string): string | null {
  return sourceId.startsWith(PREFIX) ? sourceId.slice(PREFIX.length) : null;
}
