/** Why a file of changes is not imported; one code a reason. */
export const FILE_FAULTS = [
  /** None of ours, or cut short or changed in its head. */
  'file-malformed',
  /** Its end is missing: the copy was broken off. */
  'file-truncated',
  /** Its content is not what was signed. */
  'file-forged',
  /** Signed with a key that this station does not trust. */
  'file-key-unknown',
  'file-other-area',
  /** Of another version of the city file: its indices mean other places. */
  'file-other-city',
  /** Written by a program whose tables have other columns. */
  'file-other-version',
  /** Imported already, or older than what is here. */
  'file-repeated',
  /** A file between is missing. */
  'file-gap',
  /** Follows another file than the one that was imported last. */
  'file-other-chain',
] as const;
export type FileFaultCode = (typeof FILE_FAULTS)[number];

/** What an import would do to one table: rows by what becomes of them. */
export interface TableDifference {
  readonly table: string;
  readonly added: number;
  readonly changed: number;
  readonly removed: number;
}

export interface RefusedFile {
  readonly name: string;
  readonly code: FileFaultCode;
  /** Numbers of files, keys, codes of areas. Never of a row. */
  readonly details: Readonly<Record<string, string | number>>;
}

/** The file that comes next, verified and not yet applied. */
export interface WaitingFile {
  readonly name: string;
  readonly kind: 'snapshot' | 'changes';
  /** Along its chain: 1, 2, 3, … */
  readonly number: number;
  /** Names the key that signed it: the beginning of the public half's SHA-256. */
  readonly key: string;
  /** SHA-256 of its content: names it when it is applied. */
  readonly digest: string;
  readonly exportedAtMs: number;
  /** Where the source stood before it, as the source writes it; null for a snapshot. */
  readonly from: string | null;
  /** Where it stands after it. */
  readonly to: string;
  /** Up to when everything is in it. */
  readonly toMs: number;
  readonly rows: number;
  /** Tables in which anything would change. */
  readonly difference: readonly TableDifference[];
}

/** The file that was imported last. */
export interface ImportedFile {
  readonly number: number;
  readonly exportedAtMs: number;
}

/** A part of a file that a window brings: files are brought in parts, in their order, one at a time. */
export interface FilePart {
  readonly name: string;
  /** Where in the file it begins; 0 begins it anew. */
  readonly offset: number;
  /** Of the whole file, in bytes. */
  readonly size: number;
  readonly bytes: Uint8Array;
}

export interface ImportPreview {
  /** Names of the keys that this station trusts. */
  readonly trusted: readonly string[];
  /** Null for an empty replica. */
  readonly last: ImportedFile | null;
  /** Null when nothing waits. */
  readonly next: WaitingFile | null;
  readonly refused: readonly RefusedFile[];
}
