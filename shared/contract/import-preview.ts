/** What an import would do to one table: rows by what becomes of them. */
export interface TableDifference {
  readonly table: string;
  readonly added: number;
  readonly changed: number;
  readonly removed: number;
}

/** Why a file of changes is not imported; the first word of a sentence that the window has. */
export interface RefusedFile {
  readonly name: string;
  readonly code: string;
  /** Numbers of files, keys, codes of areas. Never of a row. */
  readonly details: Readonly<Record<string, string | number>>;
}

/** The file that comes next, verified and not yet applied. */
export interface WaitingFile {
  readonly name: string;
  readonly kind: 'snapshot' | 'changes';
  readonly number: number;
  /** SHA-256 of its content: names it when it is applied. */
  readonly digest: string;
  readonly exportedAtMs: number;
  /** Up to when everything is in it. */
  readonly toMs: number;
  readonly rows: number;
  /** Tables in which anything would change. */
  readonly difference: readonly TableDifference[];
}

export interface ImportPreview {
  /** Null when nothing waits. */
  readonly next: WaitingFile | null;
  readonly refused: readonly RefusedFile[];
}
