/**
 * The one thing every transport is: a way to post a message and to hear of messages. Messages are plain data with typed arrays.
 * Adapters: a MessagePort (structured clone) and a socket (one binary frame a message).
 */
export interface Channel {
  post(message: unknown): void;
  /** One listener a channel; messages that came before it are kept for it. */
  onMessage(listener: (message: unknown) => void): void;
  /** Called once, when no message will come any more. */
  onClose(listener: () => void): void;
  close(): void;
}
