/**
 * The few globals that every runtime has (browser window, worker, Node) and that the language's own library does not declare.
 * Declared here and nowhere else in shared/, which knows neither DOM nor Node.
 */
import type { CallSignal } from '../contract/backend-client.ts';

declare function setTimeout(callback: () => void, delayMs: number): unknown;
declare function clearTimeout(handle: unknown): void;
declare const performance: { now(): number };
declare const AbortController: new () => { readonly signal: CallSignal; abort(): void };
declare const TextEncoder: new () => { encode(text: string): Uint8Array<ArrayBuffer> };
declare const TextDecoder: new (label: string, options: { fatal: boolean }) => { decode(bytes: Uint8Array): string };

/** Runs `callback` once after `delayMs`. Answers the function that prevents it. */
export function startTimer(delayMs: number, callback: () => void): () => void {
  const handle = setTimeout(callback, delayMs);
  return () => clearTimeout(handle);
}

/** Milliseconds of a clock that never jumps back; only differences mean something. */
export function monotonicMs(): number {
  return performance.now();
}

export function createAbortController(): { readonly signal: CallSignal; abort(): void } {
  return new AbortController();
}

export function encodeText(text: string): Uint8Array<ArrayBuffer> {
  return new TextEncoder().encode(text);
}

/** Throws when the bytes are not UTF-8. */
export function decodeText(bytes: Uint8Array): string {
  return new TextDecoder('utf-8', { fatal: true }).decode(bytes);
}
