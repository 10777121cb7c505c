import type { Face } from '../contract/caller.ts';
import type { Language } from '../contract/daily-report.ts';
import type { ErrorCode } from '../contract/errors.ts';
import type { PrintedDocument } from './report-page.ts';
import type { HostFailure } from './host-failure.ts';

/** What a host of the backend tells the process that started it. */
export type FromHost =
  /** The port is held; the backend may still be opening. `token` opens the console as often as it is shown, `ticket` once, `wallToken` the wall. */
  | {
      readonly kind: 'listening';
      readonly origin: string;
      readonly token: string;
      readonly wallToken: string;
      readonly ticket: string;
      readonly dataFolder: string;
    }
  | { readonly kind: 'started' }
  | { readonly kind: 'ticket'; readonly id: number; readonly ticket: string }
  | { readonly kind: 'failed'; readonly failure: HostFailure }
  | {
      readonly kind: 'print';
      readonly id: number;
      readonly document: PrintedDocument;
      readonly number: string;
      readonly language: Language;
    }
  /** Asks for the system's keychain. `text` is base64 of what is sealed or unsealed, empty for `probe`. */
  | { readonly kind: 'keychain'; readonly id: number; readonly operation: KeychainOperation; readonly text: string };

/** What the process that started a host tells it. The PDF travels as base64 where the two run different engines. */
export type ToHost =
  | { readonly kind: 'stop' }
  /** Asks for a one-time key to one face. */
  | { readonly kind: 'issueTicket'; readonly id: number; readonly face: Face }
  | { readonly kind: 'printed'; readonly id: number; readonly pdfBase64: string }
  | { readonly kind: 'printFailed'; readonly id: number; readonly code: ErrorCode; readonly message: string }
  /** Base64; null when there is no keychain that protects anything, or it does not open. */
  | { readonly kind: 'keychain'; readonly id: number; readonly text: string | null };

/** `probe` answers any text where a keychain protects what it seals. */
export type KeychainOperation = 'probe' | 'seal' | 'unseal';

/** Starts Electron without a window, to answer `keychain` questions of the process that started it until that one lets go. */
export const KEYCHAIN_ONLY_SWITCH = '--keychain-only';

/** Origin of the Electron window's own scheme. */
export const WINDOW_SCHEME = 'app';
export const WINDOW_ORIGIN = `${WINDOW_SCHEME}://command-center`;

/** The first text that a socket's client sends; the empty text means "see my cookie". The server answers ACCEPTED or closes with REFUSED. */
export const SOCKET_ACCEPTED = 'accepted';
export const SOCKET_REFUSED_CODE = 4401;
