import { CodedError } from '../../shared/contract/errors.ts';
import type { FromHost, ToHost } from '../../shared/host/supervision.ts';
import type { PrintJob, ReportPrinter } from '../backend/reports/report-printer.ts';
import { PendingAnswers } from '../backend/pending-answers.ts';

/** Prints through the process that started this host: Electron's main process opens the report page in a hidden window. */
export class ParentPrinter implements ReportPrinter {
  readonly #tell: (message: FromHost) => void;
  readonly #answers = new PendingAnswers<Uint8Array>();

  constructor(tell: (message: FromHost) => void) {
    this.#tell = tell;
  }

  print({ document, number, language }: PrintJob): Promise<Uint8Array> {
    return this.#answers.ask((id) => this.#tell({ kind: 'print', id, document, number, language }));
  }

  /** An answer of the parent; anything else is left alone. */
  receive(message: ToHost): void {
    if (message.kind === 'printed') this.#answers.answer(message.id, new Uint8Array(Buffer.from(message.pdfBase64, 'base64')));
    else if (message.kind === 'printFailed') this.#answers.refuse(message.id, new CodedError(message.code, message.message));
  }
}
