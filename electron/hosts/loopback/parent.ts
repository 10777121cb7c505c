import type { FromHost, ToHost } from '../../../shared/host/supervision.ts';

/** The process that started this host over a Node IPC channel, or nobody. */
export interface Parent {
  readonly isPresent: boolean;
  tell(message: FromHost): void;
  onMessage(listener: (message: ToHost) => void): void;
  /** The parent is gone: what it started must not outlive it. */
  onGone(listener: () => void): void;
}

export function findParent(): Parent {
  return {
    isPresent: process.send !== undefined,
    tell: (message) => void process.send?.(message, undefined, undefined, () => undefined),
    // Only the process that started this one can write here.
    onMessage: (listener) => void process.on('message', (message) => listener(message as ToHost)),
    onGone: (listener) => void process.once('disconnect', listener),
  };
}
