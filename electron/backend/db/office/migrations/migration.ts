/** One step of the office database. Once released it is never edited: what comes later is another step. */
export interface Migration {
  /** Becomes `user_version`; 1, 2, 3 … without gaps. */
  readonly number: number;
  readonly script: string;
}
