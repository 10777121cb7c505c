declare module 'pino-roll' {
  import type { DestinationStream } from 'pino';

  /** The package ships no types: the options used here, and the stream that it opens. */
  export default function openRollingFile(options: {
    readonly file: string;
    readonly extension: string;
    readonly frequency: 'daily';
    readonly dateFormat: string;
    readonly size: `${number}m`;
    readonly limit: { readonly count: number; readonly removeOtherLogFiles: boolean };
  }): Promise<DestinationStream>;
}
