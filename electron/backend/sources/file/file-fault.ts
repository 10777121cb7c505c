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

export class FileFault extends Error {
  override readonly name = 'FileFault';
  readonly code: FileFaultCode;
  /** Never of a row. */
  readonly details: Readonly<Record<string, string | number>>;

  constructor(code: FileFaultCode, details: Readonly<Record<string, string | number>> = {}, options?: ErrorOptions) {
    super(code, options);
    this.code = code;
    this.details = details;
  }
}
