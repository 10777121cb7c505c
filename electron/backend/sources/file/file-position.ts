import type { SourcePosition } from '../../replication/change.ts';
import type { VerifiedFile } from './change-file.ts';

/** The file that a replica has applied last. */
export interface FilePosition {
  readonly chain: string;
  readonly number: number;
  readonly digest: string;
  readonly exportedAtMs: number;
  /** Up to when everything is in it. */
  readonly toMs: number;
}

const POSITION_TEXT = /^([0-9a-f]{16})\/(\d{1,9})\/([0-9a-f]{64})\/(\d{1,15})(?:\/(\d{1,15}))?$/;

/** E.g. `0a1b2c3d4e5f6071/12/9f86…/1795420800250/1795420800000`: chain, number in it, digest, when it was exported, up to when it is complete. */
export function formatFilePosition({ chain, number, digest, exportedAtMs, toMs }: FilePosition): SourcePosition {
  return `${chain}/${number}/${digest}/${exportedAtMs}/${toMs}`;
}

/** Null when the text is no such position: then only a snapshot helps. */
export function parseFilePosition(position: SourcePosition): FilePosition | null {
  const [, chain, number, digest, exportedAtMs, toMs = '0'] = POSITION_TEXT.exec(position) ?? [];
  if (chain === undefined || digest === undefined) return null;
  return { chain, number: Number(number), digest, exportedAtMs: Number(exportedAtMs), toMs: Number(toMs) };
}

export function positionAfter({ head, tail, digest }: VerifiedFile): FilePosition {
  const { chain, number, exportedAtMs } = head;
  return { chain, number, digest, exportedAtMs, toMs: tail.toMs };
}
