import type { SourceKind } from '../../../shared/contract/source-status.ts';

type AreaSourceKind = Exclude<SourceKind, 'simulated'>;

/** A replica filled for one area, or from another kind of source, continues nothing of this one. */
export function sourceIdOf(kind: AreaSourceKind, areaCode: string): string {
  return `${kind}:${areaCode}`;
}

/** Code of the area whose rows a source sends, by its id; null for the simulated city, which has all. */
export function areaCodeOfSource(sourceId: string): string | null {
  return /^(?:postgres|nats|file):(\d+)$/.exec(sourceId)?.[1] ?? null;
}
