import type { FileFaultCode } from '../../../../shared/contract/import-preview.ts';

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
