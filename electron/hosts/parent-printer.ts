import { CodedError } from '../../shared/contract/errors.ts';
import type { FromHost, ToHost } from '../../shared/host/supervision.ts';
import type { PrintJob, ReportPrinter } from '../backend/reports/report-printer.ts';

interface PendingPrint {
  readonly resolve: (pdf: Uint8Array) => void;
  readonly reject: (error: CodedError) => void;
}

/** Prints through the process that started this host: Electron's main process opens the report page in a hidden window. */
export class ParentPrinter implements ReportPrinter {
  readonly #tell: (message: FromHost) => void;
  readonly #pending = new Map<number, PendingPrint>();
  #lastId = 0;

  constructor(tell: (message: FromHost) => void) {
    this.#tell = tell;
  }

  print(job: PrintJob): Promise<Uint8Array> {
    this.#lastId += 1;
    const id = this.#lastId;
    return new Promise((resolve, reject) => {
      this.#pending.set(id, { resolve, reject });
      this.#tell({ kind: 'print', id, number: job.number, language: job.language });
    });
  }

  /** An answer of the parent; anything else is left alone. */
  receive(message: ToHost): void {
    if (message.kind !== 'printed' && message.kind !== 'printFailed') return;
    const pending = this.#pending.get(message.id);
    this.#pending.delete(message.id);
    if (message.kind === 'printed') pending?.resolve(new Uint8Array(Buffer.from(message.pdfBase64, 'base64')));
    else pending?.reject(new CodedError(message.code, message.message));
  }
}
