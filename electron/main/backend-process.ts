import type { WebContents } from 'electron';
import type { Face } from '../../shared/contract/caller.ts';
import type { ErrorCode } from '../../shared/contract/errors.ts';
import type { BackendAddress } from '../../shared/host/host-facts.ts';
import type { HostFailure } from '../../shared/host/host-failure.ts';
import type { FromHost } from '../../shared/host/supervision.ts';

export type PrintOrder = Extract<FromHost, { kind: 'print' }>;
export type PrintOutcome = { readonly pdf: Uint8Array } | { readonly code: ErrorCode; readonly message: string };

export interface BackendEvents {
  /** The backend cannot start; it ends by itself. */
  onFailed(failure: HostFailure): void;
  onEnded(): void;
  print(order: PrintOrder): Promise<PrintOutcome>;
}

/** One running backend, wherever it runs. */
export interface BackendProcess {
  /** Origin of the socket that windows open to it; null when they get a port. */
  readonly socketOrigin: string | null;
  /** Gives a window a way to the backend as this face. Rejects when the backend ends first. */
  connect(contents: WebContents, face: Face): Promise<BackendAddress>;
  /** Asks it to put its databases in order and end; ends it by force when it does not. */
  stop(): Promise<void>;
}
